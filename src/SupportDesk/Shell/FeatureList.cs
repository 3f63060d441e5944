using SupportDesk.Features.Accounts;
using SupportDesk.Features.Contacts;
using SupportDesk.Features.Doctor;
using SupportDesk.Features.Intake;
using SupportDesk.Features.Mailroom;
using SupportDesk.Features.Payers;
using SupportDesk.Features.Templates;
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
        new DoctorFeature(),
        new IntakeFeature(),
        new JobsFeature(),
        new MailroomFeature(),
        new PayersFeature(),
        new TemplatesFeature(),
        new TicketsFeature(),
    ];
}
