using SupportDesk.Features.Intake.Checks;
using SupportDesk.Features.Intake.Drafts;
using SupportDesk.Features.Intake.Letters;
using SupportDesk.Features.Intake.Logs;
using SupportDesk.Features.Intake.Showing;
using SupportDesk.Features.Intake.Situations;
using SupportDesk.Features.Intake.Uploads;
using SupportDesk.Features.Intake.Wizard;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Intake;

/// <summary>From "something is wrong" to a prepared case: checklists, checks, drafts, uploads, the letter.</summary>
public sealed class IntakeFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<SituationBook>();
        services.AddSingleton<IStartupCheck>(provider => provider.GetRequiredService<SituationBook>());

        services.AddScoped<IChecklistCheck, ResultUrlCheck>();
        services.AddScoped<IChecklistCheck, OpenTicketsCheck>();
        services.AddScoped<IChecklistCheck, NotificationBodyCheck>();
        services.AddScoped<IChecklistCheck, PaymentLinkCheck>();
        services.AddScoped<IChecklistCheck, LogLinesCheck>();
        services.AddScoped<CheckRunner>();
        services.AddSingleton<Phrases>();
        services.AddSingleton<ReadLog>();

        services.AddSingleton(CaseTemplate.Kind);
        services.AddScoped<StartDraft>();
        services.AddScoped<ReadDraft>();
        services.AddScoped<SaveDraft>();
        services.AddScoped<ListDrafts>();
        services.AddScoped<DeleteDraft>();
        services.AddScoped<RemoveFile>();
        services.AddScoped<DraftFiles>();
        services.AddScoped<PrepareEscalation>();
        services.AddScoped<PurgeDrafts>();

        services.AddSingleton<UploadProgress>();
        services.AddScoped<ReadHiddenPlaces>();
        services.AddScoped<ShowPlaces>();

        services.AddScoped<CaseFactsReader>();
        services.AddScoped<PrepareLetter>();
        services.AddScoped<SendCase>();
        services.AddScoped<JoinCase>();
        services.AddScoped<ReadSentCase>();
        services.AddScoped<CaseBeginnings>();
        services.AddTransient<CaseSheet>();
        services.AddScoped<AnswerReading>();
    }

    public void AddJobs(JobCatalogue jobs) => jobs.Every("purge-drafts", TimeSpan.FromHours(1), (PurgeDrafts purge) => purge.RunAsync(default));

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapUploads();
        endpoints.MapShowPlaces();
    }
}
