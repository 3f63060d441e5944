using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Features.Contacts;
using SupportDesk.Features.Mailroom.Authentication;
using SupportDesk.Features.Mailroom.Rules;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>Step 4: who wrote, and how far that is proven.</summary>
internal sealed class DescribeOrigin(ProviderContacts contacts, MailSettings settings)
{
    private static readonly Func<DeskDbContext, string, CancellationToken, Task<DeskRole?>> RoleOf = EF.CompileAsyncQuery(
        (DeskDbContext db, string key, CancellationToken ct) => db.Users.Where(user => user.NormalizedEmail == key).Select(user => (DeskRole?)user.Role).FirstOrDefault());

    /// <param name="found">What the desk found out about the sender before the transaction was opened.</param>
    public async Task<LetterOrigin> RunAsync(
        DeskDbContext db, LetterFacts letter, DeskFindings found, MailboxSettings box, string pinnedHost, bool isAutomatic, CancellationToken ct)
    {
        var server = SenderVerdict.Of(letter, pinnedHost);
        var desk = DeskVerdict.Of(found, DomainName.Of(letter.FromAddress), server);
        var provider = await contacts.GetAsync(db, ct);
        var domains = provider.Domains;
        var role = await RoleOf(db, letter.FromAddress.Trim().ToUpperInvariant(), ct);
        return new LetterOrigin
        {
            Sender = letter.FromAddress,
            Trust = CombineVerdicts.Of(server, desk.Trust),
            Basis = VerdictBasis.Of(letter, pinnedHost) with { Desk = DeskBasis.Of(found, desk, server) },
            Mailbox = box.Name,
            OfficialDomains = domains,
            HasAccount = role is not null,
            IsDeskStaff = role is not null and not DeskRole.MerchantStaff,
            ClaimsToBeUs = settings.Identities.IsOurs(letter.FromAddress),
            IsAutomatic = isAutomatic || OfficialSender.Is(letter.FromAddress, domains) && AutomaticMail.IsBySign(letter, provider.AutomaticSigns),
            Tricks = SenderTricks.Find(letter.FromName, letter.FromAddress, letter.ReplyTo, domains),
            TakesStrangers = box.Identity.Purposes.HasFlag(MailPurposes.Payers) && letter.FromCount == 1 && settings.Options.MaxNewTicketsAnHour > 0,
        };
    }
}
