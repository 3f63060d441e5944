using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Checks;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Features.NewCase.Escalation;
using SupportDesk.Features.NewCase.Logs;
using SupportDesk.Features.NewCase.Uploads;
using SupportDesk.Features.NewCase.Wizard;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.NewCase;

/// <summary>From "something is wrong" to a prepared case: checklists, checks, drafts, uploads, the e-mail.</summary>
public sealed class NewCaseFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ChecklistCatalog>();
        services.AddSingleton<IStartupCheck>(provider => provider.GetRequiredService<ChecklistCatalog>());
        services.AddSingleton<ICaseTypes, CaseTypeNames>();
        services.AddSingleton<ReadStoredLogs>();
        services.AddScoped<IFirstStep, FirstCaseStep>();
        services.AddSingleton(CaseTemplate.Kind);
        services.AddTransient<DraftEditor>();
        services.AddScoped<IChecklistCheck, ResultUrlCheck>();
        services.AddScoped<IChecklistCheck, OpenTicketsCheck>();
        services.AddScoped<IChecklistCheck, NotificationBodyCheck>();
        services.AddScoped<IChecklistCheck, PaymentLinkCheck>();
        services.AddScoped<IChecklistCheck, LogLinesCheck>();
        services.AddScoped<IChecklistCheck, ReachCheck>();
        services.AddSingleton<IChecklistCheck, LogVerdictCheck>();
    }

    public void AddJobs(JobCatalogue jobs) => jobs.Every("purge-drafts", TimeSpan.FromHours(1), (PurgeDrafts purge) => purge.RunAsync(default));

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => endpoints.MapUploads();
}
