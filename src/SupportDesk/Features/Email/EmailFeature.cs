using SupportDesk.Features.Email.Authentication;
using SupportDesk.Features.Email.Inbox;
using SupportDesk.Features.Email.Messages;
using SupportDesk.Features.Email.Sending;
using SupportDesk.Features.Email.Setup;
using SupportDesk.Features.Email.SignIn;
using SupportDesk.Features.Tickets;
using SupportDesk.Features.Tickets.Moving;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email;

/// <summary>E-mails: out through the outbox, in through the mailbox, and the list of those that wait for a person.</summary>
public sealed class EmailFeature : IFeature
{
    public IEnumerable<MenuEntry> Menu => [new(30, "/desk/mail", "mail", typeof(EmailText), "Menu", DeskRole.Agent, typeof(Pages.MailViews))];

    public IEnumerable<SettingsPage> Settings =>
        [new(25, SettingsPage.Root + "/mailbox", "inbox", typeof(MailboxText), "Mailbox", DeskRole.Admin)];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        var settings = MailSettings.Read(configuration);
        services.AddSingleton(settings);
        services.AddSingleton(settings.Identities);
        services.AddSingleton(new ConfirmationLimit(settings.Options.MaxConfirmationsAnHour));
        services.AddMailSignIn();
        services.AddSingleton<MailboxSecrets>();
        services.AddSingleton<MailboxTurn>();
        services.AddSingleton<CheckSignIn>();
        services.AddSingleton<SetupBoard>();
        services.AddScoped<IFirstStep, MailboxStep>();
        services.AddSingleton<IMailServerRecords, DnsServerRecords>();
        services.AddScoped<ISentCopies, SentCopies>();
        services.AddScoped<IEmailTransports, EmailTransports>();
        services.AddSingleton<Mailboxes>();
        services.AddSingleton<MailboxSignals>();
        services.AddSingleton<ITxtResolver, DnsTxtResolver>();
        services.AddSingleton<AuthenticateEmail>();
        services.AddSingleton<NewTicketLimits>();
        services.AddSingleton<IMessagePanels, EmailPanels>();
        services.AddScoped<ISenderWarnings, SenderWarnings>();
        services.AddHealthChecks().AddCheck<MailHealth>("mail");
        services.AddHostedService<LoadMailboxSetup>();
        services.AddHostedService<SendAtOnce>();
        services.AddHostedService<MailboxWorkers>();
    }

    public void AddJobs(JobCatalogue jobs)
    {
        jobs.Every(SendAtOnce.Job, TimeSpan.FromSeconds(5), (SendQueuedMail send) => send.RunAsync(default));
        jobs.Every("settle-uncertain", TimeSpan.FromMinutes(2), (ReconcileUncertain settle) => settle.RunAsync(default));
        jobs.Nightly("compare-mailboxes", "03:30", (CompareMailboxes compare) => compare.RunAsync(default));
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOutbox();
        endpoints.MapEmails();
        endpoints.MapMailboxSetup();
    }

    /// <summary>For the greeting on the console: where e-mails go and come from, a line for each mailbox.</summary>
    public static string Describe(IServiceProvider services)
    {
        var root = services.GetRequiredService<DataPaths>().Root;
        var settings = services.GetRequiredService<MailSettings>();
        return string.Join('\n', settings.Mailboxes.Select(box => box.IsHeld
            ? $"E-mails of {box.Identity.Address}: they wait and none is read, the stored settings do not hold: {settings.StoredTrouble}"
            : box.Transport == MailTransport.Folder
            ? $"E-mails: written to {Path.GetFullPath(box.Outgoing, root)}, read from {Path.GetFullPath(box.Incoming, root)}"
            : $"E-mails: sent through {box.Smtp.Host}:{box.Smtp.Port}, read from {box.Imap.User} at {box.Imap.Host}:{box.Imap.Port}"));
    }
}
