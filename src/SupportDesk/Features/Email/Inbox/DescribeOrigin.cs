using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Features.Contacts;
using SupportDesk.Features.Email.Authentication;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Features.Outbox;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>Step 4: who wrote, and how far that is proven.</summary>
internal sealed class DescribeOrigin(MailSettings settings) : IUseCase
{
    private static readonly Func<DeskDbContext, string, CancellationToken, Task<DeskRole?>> RoleOf = EF.CompileAsyncQuery(
        (DeskDbContext db, string key, CancellationToken ct) =>
            db.Users.Where(user => user.NormalizedEmail == key).Select(user => (DeskRole?)user.Role).FirstOrDefault()
    );

    /// <param name="found">What the desk found out about the sender before the transaction was opened.</param>
    /// <param name="trustedHost">The mail host whose Authentication-Results are believed.</param>
    public async Task<EmailOrigin> RunAsync(
        DeskDbContext db,
        EmailFacts email,
        DeskFindings found,
        MailboxSettings box,
        ProviderContact provider,
        string trustedHost,
        bool isAutomatic,
        CancellationToken ct
    )
    {
        var server = AuthenticationResult.Of(email, trustedHost);
        var desk = DeskVerdict.Of(found, DomainName.Of(email.FromAddress), server);
        var domains = provider.Domains;
        var role = await RoleOf(db, email.FromAddress.Trim().ToUpperInvariant(), ct);
        return new EmailOrigin
        {
            Sender = email.FromAddress,
            Trust = CombineVerdicts.Of(server, desk.Trust),
            Basis = AuthenticationSource.Of(email, trustedHost) with { Desk = DeskBasis.Of(found, desk, server) },
            Mailbox = box.Name,
            OfficialDomains = domains,
            HasAccount = role is not null,
            IsDeskStaff = role is not null and not DeskRole.MerchantStaff,
            ClaimsToBeUs = settings.Identities.IsOurs(email.FromAddress),
            IsAutomatic = isAutomatic || OfficialSender.Is(email.FromAddress, domains) && AutomaticMail.IsBySign(email, provider.AutomaticSigns),
            Signals = SpoofingSignals.Find(email.FromName, email.FromAddress, email.ReplyTo, domains),
            TakesStrangers = box.Identity.Purposes.HasFlag(MailPurposes.Payers) && email.FromCount == 1 && settings.Options.MaxNewTicketsAnHour > 0,
        };
    }
}
