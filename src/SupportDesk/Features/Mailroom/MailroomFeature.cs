using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Features.Mailroom.Authentication;
using SupportDesk.Features.Mailroom.Held;
using SupportDesk.Features.Mailroom.Letters;
using SupportDesk.Features.Mailroom.Receiving;
using SupportDesk.Features.Mailroom.SelfTest;
using SupportDesk.Features.Mailroom.Sending;
using SupportDesk.Features.Mailroom.SignIn;
using SupportDesk.Features.Tickets.Moving;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom;

/// <summary>Letters: out through the outbox, in through the mailbox, and the list of those that wait for a person.</summary>
public sealed class MailroomFeature : IFeature
{
    public IEnumerable<MenuEntry> Menu => [new(30, "/desk/mail", "mail", typeof(MailroomText), "Menu", DeskRole.Agent)];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        var settings = MailSettings.Read(configuration);
        services.AddSingleton(settings);
        services.AddSingleton(settings.Identities);
        services.AddSingleton(new ConfirmationLimit(settings.Options.MaxConfirmationsAnHour));
        services.AddMailSignIn();
        AddSending(services);
        AddReceiving(services);
        AddHeld(services);
        services.AddSingleton<IHealthSign, MailHealth>();
        services.AddHostedService<SendAtOnce>();
        services.AddHostedService<MailboxWorkers>();
    }

    public void AddJobs(JobCatalogue jobs)
    {
        jobs.Every(SendAtOnce.Job, TimeSpan.FromSeconds(5), (SendQueuedMail send) => send.RunAsync(default));
        jobs.Every("settle-uncertain", TimeSpan.FromMinutes(2), (SettleUncertain settle) => settle.RunAsync(default));
        jobs.Nightly("compare-mailboxes", "03:30", (CompareMailboxes compare) => compare.RunAsync(default));
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOutbox();
        endpoints.MapLetters();
    }

    /// <summary>For the greeting on the console: where letters go and come from, a line for each mailbox.</summary>
    public static string Describe(IServiceProvider services)
    {
        var root = services.GetRequiredService<DataPaths>().Root;
        return string.Join('\n', services.GetRequiredService<MailSettings>().Mailboxes.Select(box => box.Transport == MailTransport.Folder
            ? $"Letters: written to {Path.GetFullPath(box.Outgoing, root)}, read from {Path.GetFullPath(box.Incoming, root)}"
            : $"Letters: sent through {box.Smtp.Host}:{box.Smtp.Port}, read from {box.Imap.User} at {box.Imap.Host}:{box.Imap.Port}"));
    }

    private static void AddSending(IServiceCollection services)
    {
        services.AddScoped<ComposeLetter>();
        services.AddScoped<SendingCaps>();
        services.AddScoped<RecordFates>();
        services.AddScoped<OutboxTurn>();
        services.AddScoped<SendQueuedMail>();
        services.AddScoped<SettleUncertain>();
        services.AddScoped<ResendLetter>();
        services.AddScoped<ConfirmArrival>();
        services.AddScoped<AbandonLetter>();
        services.AddScoped<OutboxActions>();
        services.AddScoped<ListOutbox>();
        services.AddScoped<MailRoute>();
        services.AddScoped<ISentCopies, SentCopies>();
    }

    private static void AddReceiving(IServiceCollection services)
    {
        services.AddSingleton<Mailboxes>();
        services.AddSingleton<MailboxCalls>();
        services.AddScoped<SignedMessages>();
        services.AddScoped<FindTalks>();
        services.AddScoped<FindPointers>();
        services.AddScoped<ClassifyLetter>();
        services.AddScoped<DescribeOrigin>();
        services.AddSingleton<ITxtResolver, DnsTxtResolver>();
        services.AddSingleton<AuthenticateEmail>();
        services.AddSingleton<NewTicketLimits>();
        services.AddScoped<StoreLetterFiles>();
        services.AddScoped<JoinLetter>();
        services.AddScoped<OpenFromLetter>();
        services.AddScoped<TellSender>();
        services.AddScoped<HoldLetter>();
        services.AddScoped<StoreLetter>();
        services.AddScoped<TakeLetter>();
        services.AddScoped<TakeLetters>();
        services.AddScoped<ClaimLetter>();
        services.AddScoped<FetchLetter>();
        services.AddScoped<CompareLedger>();
        services.AddScoped<CompareMailboxes>();
        services.AddScoped<RememberVisit>();
        services.AddScoped<ReceiveLetters>();
        services.AddScoped<ReadMailbox>();
        services.AddScoped<ReadNow>();
        services.AddScoped<RetryLetter>();
    }

    private static void AddHeld(IServiceCollection services)
    {
        services.AddScoped<HeldDecision>();
        services.AddScoped<AttachHeldLetter>();
        services.AddScoped<OpenFromHeldLetter>();
        services.AddScoped<DismissHeldLetter>();
        services.AddScoped<RestoreHeldLetter>();
        services.AddScoped<HeldActions>();
        services.AddScoped<ListHeldLetters>();
        services.AddScoped<ReadHeldLetter>();
        services.AddScoped<TakeSelfTest>();
        // Its constructor takes what the mailroom keeps to itself, so the container cannot see it.
        services.AddScoped(provider => new StartSelfTest(
            provider.GetRequiredService<IDbContextFactory<DeskDbContext>>(), provider.GetRequiredService<MailSettings>(), provider.GetRequiredService<MailRoute>(),
            provider.GetRequiredService<DataPaths>(), provider.GetRequiredService<MailboxCalls>(), provider.GetRequiredService<Changes>(), provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<ReadSelfTests>();
        services.AddScoped<PinAuthservId>();
        services.AddScoped<ReadLetter>();
        services.AddScoped<ReadMove>();
        services.AddScoped<LetterMoves>();
        services.AddScoped<LetterNumber>();
        services.AddScoped<MoveLetterToTicket>();
        services.AddScoped<OpenTicketFromLetter>();
        services.AddScoped<UndoLetterMove>();
        services.AddScoped<LetterActions>();
        services.AddSingleton<ILetterPanels, LetterPanels>();
    }
}
