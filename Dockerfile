# syntax=docker/dockerfile:1
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig BannedSymbols.txt appsettings.json ./
COPY wwwroot wwwroot
# All of it before the packages are restored: a list of projects here would miss the next one. The packages stay in a cache.
COPY src src
RUN --mount=type=cache,target=/root/.nuget/packages \
    dotnet restore src/SupportDesk --locked-mode && \
    dotnet publish src/SupportDesk --configuration Release --no-restore --output app && \
    mkdir app/data

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /src/app ./
# The program belongs to root and cannot change itself; only the data belongs to the user it runs as.
COPY --from=build --chown=$APP_UID:$APP_UID /src/app/data ./data
USER $APP_UID
ENV Urls=http://+:5080
EXPOSE 5080
VOLUME /app/data
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["dotnet", "supportdesk.dll", "health", "http://localhost:5080"]
ENTRYPOINT ["dotnet", "supportdesk.dll"]
