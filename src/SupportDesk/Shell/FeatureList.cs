using SupportDesk.Features.Accounts;
using SupportDesk.Features.Contacts;
using SupportDesk.Features.Diagnostics;
using SupportDesk.Features.Email;
using SupportDesk.Features.Files;
using SupportDesk.Features.NewCase;
using SupportDesk.Features.Outbox;
using SupportDesk.Features.Payers;
using SupportDesk.Features.Payments;
using SupportDesk.Features.Settings;
using SupportDesk.Features.Tickets;
using SupportDesk.Jobs;
using SupportDesk.Kernel;

namespace SupportDesk.Shell;

/// <summary>The rooms of the house.</summary>
internal static class FeatureList
{
    public static readonly IReadOnlyList<IFeature> All =
    [
        new AccountsFeature(),
        new ContactsFeature(),
        new DiagnosticsFeature(),
        new EmailFeature(),
        new FilesFeature(),
        new JobsFeature(),
        new NewCaseFeature(),
        new OutboxFeature(),
        new PayersFeature(),
        new PaymentsFeature(),
        new SettingsFeature(),
        new TicketsFeature(),
    ];
}
