using System.Text.Unicode;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.WebEncoders;
using SupportDesk.Data;
using SupportDesk.Data.Blobs;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;
using SupportDesk.Shell.Theming;

namespace SupportDesk.Shell;

/// <summary>Puts the desk together: the same services for the web desk and for the command line.</summary>
public static class DeskHost
{
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        // Started from the repository or from a published folder: settings lie where the program stands.
        var here = Directory.GetCurrentDirectory();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = File.Exists(Path.Combine(here, "appsettings.json")) ? here : AppContext.BaseDirectory,
            ApplicationName = typeof(DeskHost).Assembly.GetName().Name,
        });
        builder.WebHost.UseStaticWebAssets();
        // A desk that was built but not published keeps its files as a published one does; developers' pages ask anew.
        if (!builder.Environment.IsDevelopment())
            builder.Configuration["ReloadStaticAssetsAtRuntime"] ??= "false";
        builder.Logging.AddFilter(Health.LogCategory, LogLevel.Error);
        AddDesk(builder.Services, builder.Configuration, builder.Environment.ContentRootPath);
        return builder;
    }

    public static WebApplication Build(WebApplicationBuilder builder)
    {
        var app = builder.Build();
        app.UseForwardedHeaders();
        app.UseMiddleware<RefusedHosts>();
        app.UseMiddleware<HeadRequests>();
        if (!app.Environment.IsDevelopment())
            app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        // Behind what changes the method or sends a request through once more.
        app.UseRouting();
        app.UseMiddleware<SecurityHeaders>();
        app.UseDeskCultures();
        app.UseMiddleware<RefusedPosts>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null);
        app.LogComponentErrors();
        app.MapPreferences();
        StyleSheets.Map(app);
        app.MapGet("/health", Health.AnswerAsync);
        foreach (var feature in FeatureList.All)
            feature.MapEndpoints(app);
        return app;
    }

    /// <summary>Brings the data up to date and clears what a crash left behind; before the first request.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken ct)
    {
        CheckSettings(services);
        await DataSetup.MigrateAsync(services, ct);
        services.GetRequiredService<BlobStore>().RemoveUnfinished();
    }

    // All at once: whoever mends one finds the others on the same screen.
    private static void CheckSettings(IServiceProvider services)
    {
        var wrong = new List<string>();
        foreach (var check in services.GetServices<IStartupCheck>())
        {
            try
            {
                check.Check();
            }
            catch (ConfigurationException error)
            {
                wrong.Add(error.Message);
            }
        }

        if (wrong.Count > 0)
            throw new ConfigurationException(string.Join('\n', wrong));
    }

    private static void AddDesk(IServiceCollection services, ConfigurationManager configuration, string contentRoot)
    {
        var paths = new DataPaths(Path.Combine(contentRoot, configuration["Data:Directory"] ?? "data"));
        services.AddSingleton(TimeProvider.System);
        SafeConsole.AddTo(services);
        services.AddDeskData(paths);
        services.AddDataProtection().SetApplicationName("SupportDesk").PersistKeysToFileSystem(new DirectoryInfo(paths.Keys));
        services.AddCheckedOptions<DeskOptions>(configuration, "Desk");
        services.PostConfigure<DeskOptions>(desk => desk.UseListenAddress(configuration["Urls"]));
        services.Configure<ForwardedHeadersOptions>(options => Proxies.Trust(options, configuration));
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<DeskTime>();
        services.AddSingleton<LocalizedTexts>();
        services.AddScoped<CurrentActor>();
        services.AddLocalization();
        // Cyrillic stays readable in the page's source instead of becoming entities.
        services.Configure<WebEncoderOptions>(web => web.TextEncoderSettings = new(UnicodeRanges.All));
        services.AddHttpContextAccessor();
        services.AddDeskComponents();
        services.AddDeskCircuits();
        services.AddUseCases(typeof(DeskHost).Assembly);
        foreach (var feature in FeatureList.All)
        {
            services.AddSingleton(feature);
            feature.AddServices(services, configuration);
        }
    }
}
