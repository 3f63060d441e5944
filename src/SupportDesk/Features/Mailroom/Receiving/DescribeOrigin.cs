using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Features.Contacts;
using SupportDesk.Features.Mailroom.Rules;
using SupportDesk.Features.Mailroom.SelfTest;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>Step 4: who wrote, and how far that is proven.</summary>
internal sealed class DescribeOrigin(ProviderContacts contacts, MailSettings settings)
{
    public async Task<LetterOrigin> RunAsync(DeskDbContext db, LetterFacts letter, MailboxSettings box, bool isAutomatic, CancellationToken ct)
    {
        var provider = await contacts.GetAsync(ct);
        var domains = provider.Domains;
        var key = letter.FromAddress.Trim().ToUpperInvariant();
        var role = await db.Users.Where(user => user.NormalizedEmail == key).Select(user => (DeskRole?)user.Role).FirstOrDefaultAsync(ct);
        return new LetterOrigin
        {
            Sender = letter.FromAddress,
            Trust = SenderVerdict.Of(letter, await PinnedHosts.OfAsync(db, box, ct)),
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
