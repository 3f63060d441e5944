using Quartz;
using SupportDesk.Features.Mailroom.Held;
using SupportDesk.Features.Mailroom.Receiving;
using SupportDesk.Features.Mailroom.Sending;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom;

/// <summary>Letters: out through the outbox, in through the mailbox, and the list of those that wait for a person.</summary>
public sealed class MailroomFeature : IFeature
{
    private static readonly TimeSpan SendEvery = TimeSpan.FromSeconds(5);

    public IEnumerable<MenuEntry> Menu => [new(30, "/desk/mail", "mail", typeof(MailroomText), "Menu", DeskRole.Agent)];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        var settings = MailSettings.Read(configuration);
        services.AddSingleton(settings);
        services.AddSingleton<MailFolders>();
        AddSending(services, settings.Options);
        AddReceiving(services, settings.Options);
        services.AddSingleton<IHealthSign, MailHealth>();
        // A second call adds to the scheduler that the house has set up.
        services.AddQuartz(quartz =>
        {
            quartz.ScheduleJob<SendMailJob>(
                trigger => trigger.WithIdentity(SendMailJob.Key.Name).WithSimpleSchedule(SendEvery),
                job => job.WithIdentity(SendMailJob.Key));
            quartz.ScheduleJob<FetchMailJob>(trigger => trigger.WithIdentity("fetch-mail").WithSimpleSchedule(settings.Options.PollInterval));
        });
        services.AddHostedService<SendAtOnce>();
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => endpoints.MapOutbox();

    /// <summary>For the greeting on the console: where letters go and come from.</summary>
    public static string Describe(IServiceProvider services)
    {
        var options = services.GetRequiredService<MailSettings>().Options;
        var folders = services.GetRequiredService<MailFolders>();
        return options.Transport == MailTransport.Folder
            ? $"Letters: written to {folders.Outgoing.Path}, read from {folders.Incoming.Path}"
            : $"Letters: sent through {options.Smtp.Host}:{options.Smtp.Port}, read from {options.Imap.User} at {options.Imap.Host}:{options.Imap.Port}";
    }

    private static void AddSending(IServiceCollection services, MailOptions options)
    {
        services.AddScoped<ComposeLetter>();
        services.AddScoped<SendQueuedMail>();
        services.AddScoped<ResendLetter>();
        services.AddScoped<ConfirmArrival>();
        services.AddScoped<AbandonLetter>();
        services.AddScoped<OutboxActions>();
        services.AddScoped<ListOutbox>();
        if (options.Transport == MailTransport.Folder)
            services.AddScoped<IMailTransport>(provider => new FolderTransport(provider.GetRequiredService<MailFolders>().Outgoing));
        else
            services.AddScoped<IMailTransport>(_ => new SmtpTransport(options.Smtp));
    }

    private static void AddReceiving(IServiceCollection services, MailOptions options)
    {
        services.AddScoped<FindPointers>();
        services.AddScoped<StoreLetterFiles>();
        services.AddScoped<PlaceLetter>();
        services.AddScoped<TakeLetter>();
        services.AddScoped<ReceiveLetters>();
        services.AddScoped<ReadMailbox>();
        services.AddScoped<RetryLetter>();
        services.AddScoped<HeldDecision>();
        services.AddScoped<AttachHeldLetter>();
        services.AddScoped<OpenFromHeldLetter>();
        services.AddScoped<DismissHeldLetter>();
        services.AddScoped<RestoreHeldLetter>();
        services.AddScoped<HeldActions>();
        services.AddScoped<ListHeldLetters>();
        services.AddScoped<ReadHeldLetter>();
        if (options.Transport == MailTransport.Folder)
            services.AddScoped<IMailbox>(provider => new MaildirMailbox(provider.GetRequiredService<MailFolders>().Incoming));
        else
            services.AddScoped<IMailbox>(provider => new ImapMailbox(options.Imap, provider.GetRequiredService<ILogger<ImapMailbox>>()));
    }
}
