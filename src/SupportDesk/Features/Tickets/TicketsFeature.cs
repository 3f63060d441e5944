using SupportDesk.Features.Tickets.Checking;
using SupportDesk.Features.Tickets.Archives;
using SupportDesk.Features.Tickets.Export;
using SupportDesk.Features.Tickets.Moving;
using SupportDesk.Features.Tickets.Pages;
using SupportDesk.Features.Tickets.People;
using SupportDesk.Features.Tickets.Pictures;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Tickets: two conversations each, their status, their letters and their files.</summary>
public sealed class TicketsFeature : IFeature
{
    public IEnumerable<MenuEntry> Menu =>
    [
        new(10, "/desk", "home", typeof(TicketsText), "Now"),
        new(20, "/desk/tickets", "list", typeof(TicketsText), "Tickets"),
    ];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        foreach (var kind in TicketLetters.All)
            services.AddSingleton(kind);
        services.AddScoped<TicketTransaction>();
        services.AddScoped<LetterWriter>();
        services.AddScoped<ProviderLetters>();
        services.AddScoped<TicketFiles>();
        services.AddScoped<FollowUp>();
        services.AddScoped<StoreArchive>();
        services.AddScoped<StoreMaskedFile>();
        services.AddSingleton<PictureReencoder>();
        services.AddScoped<StorePicture>();
        services.AddScoped<OpenTicket>();
        services.AddScoped<EscalateToProvider>();
        services.AddScoped<JoinTicket>();
        services.AddScoped<AddEvidence>();
        services.AddScoped<FindOpenTickets>();
        services.AddScoped<PostReply>();
        services.AddScoped<AddPayerReply>();
        services.AddScoped<AppendLetter>();
        services.AddScoped<MoveLetter>();
        services.AddScoped<FindTargets>();
        services.AddScoped<ProposeParticipants>();
        services.AddScoped<DecideParticipant>();
        services.AddScoped<ReportDelivery>();
        services.AddScoped<Acknowledge>();
        services.AddScoped<TellAuthor>();
        services.AddScoped<Notice>();
        services.AddScoped<ChangeStatus>();
        services.AddScoped<AssignTicket>();
        services.AddScoped<TakeTicket>();
        services.AddScoped<ReopenTicket>();
        services.AddScoped<SaveReplyDraft>();
        services.AddScoped<OpenFile>();
        services.AddScoped<FileDecision>();
        services.AddScoped<ListUnchecked>();
        services.AddScoped<LookAtFile>();
        services.AddScoped<ReplacePicture>();
        services.AddScoped<ReleaseFile>();
        services.AddScoped<DeleteFile>();
        services.AddScoped<CheckActions>();
        services.AddScoped<ListTickets>();
        services.AddScoped<ExportTickets>();
        services.AddScoped<CountTickets>();
        services.AddScoped<TicketDetails>();
        services.AddScoped<NeedsAttention>();
        services.AddScoped<TicketWords>();
        services.AddScoped<TicketQueries>();
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapFiles();
        endpoints.MapExport();
    }
}
