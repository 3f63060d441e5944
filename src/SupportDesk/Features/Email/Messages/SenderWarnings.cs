using Microsoft.Extensions.Localization;
using SupportDesk.Features.Contacts;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Features.Tickets;

namespace SupportDesk.Features.Email.Messages;

internal sealed class SenderWarnings(ProviderContacts contacts, IStringLocalizer<EmailText> texts) : ISenderWarnings
{
    public async Task<IReadOnlyList<string?>> OfAsync(IReadOnlyList<(string Name, string? Address)> people, CancellationToken ct)
    {
        if (people.Count == 0)
            return [];
        var domains = (await contacts.GetAsync(ct)).Domains;
        return [.. people.Select(person => WordsOf(SpoofingSignals.Find(person.Name, person.Address ?? "", null, domains)))];
    }

    private string? WordsOf(SpoofingSignal signals) =>
        signals == SpoofingSignal.None
            ? null
            : string.Join(
                ", ",
                Enum.GetValues<SpoofingSignal>()
                    .Where(signal => signal != SpoofingSignal.None && signals.HasFlag(signal))
                    .Select(signal => texts["Signal_" + signal].Value)
            );
}
