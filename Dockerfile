# syntax=docker/dockerfile:1
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
# What decides about packages comes first: the restored layer stays while only code changes.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/SupportDesk/SupportDesk.csproj src/SupportDesk/StaticAssets.targets src/SupportDesk/packages.lock.json src/SupportDesk/
COPY src/SupportDesk.Mail/SupportDesk.Mail.csproj src/SupportDesk.Mail/packages.lock.json src/SupportDesk.Mail/
COPY src/SupportDesk.Masking/SupportDesk.Masking.csproj src/SupportDesk.Masking/packages.lock.json src/SupportDesk.Masking/
RUN dotnet restore src/SupportDesk --locked-mode
COPY .editorconfig BannedSymbols.txt appsettings.json ./
COPY wwwroot wwwroot
COPY src src
RUN dotnet publish src/SupportDesk --configuration Release --no-restore --output /app && mkdir /app/data

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app ./
# The program belongs to root and cannot change itself; only the data belongs to the user it runs as.
COPY --from=build --chown=$APP_UID:$APP_UID /app/data ./data
USER $APP_UID
ENV Urls=http://+:5080
EXPOSE 5080
VOLUME /app/data
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["dotnet", "supportdesk.dll", "health", "http://localhost:5080"]
ENTRYPOINT ["dotnet", "supportdesk.dll"]
