using SupportDesk.Features.Files.Pictures;
using SupportDesk.Features.Files.Unmasking;
using SupportDesk.Features.Files.Uploads;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Files;

/// <summary>Files: taken in and masked on the way, looked at before they are given out, and what was masked by mistake shown again.</summary>
public sealed class FilesFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<UploadOptions>(configuration, "Upload");
        services.AddSingleton<PictureReencoder>();
        services.AddSingleton<UploadProgress>();
    }

    public void AddJobs(JobCatalogue jobs) => jobs.Every("purge-unsent-files", TimeSpan.FromHours(1), (PurgeUnsentFiles purge) => purge.RunAsync(default));

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapFiles();
        endpoints.MapUnmaskSpans();
    }
}
