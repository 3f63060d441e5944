using SupportDesk.Features.Outbox.Templates;
using SupportDesk.Features.Outbox.Templates.Language;
using static SupportDesk.Features.Outbox.Templates.SharedPlaceholders;

namespace SupportDesk.Features.Tickets;

/// <summary>The kinds of e-mails that a ticket sends.</summary>
public static class TicketEmails
{
    private static readonly Placeholder DaysToReopen = new("days", typeof(TicketsText));
    private static readonly Placeholder ProviderNumber = new("provider.number", typeof(TicketsText));
    private static readonly Placeholder EarlierNumber = new("earlier.number", typeof(TicketsText));
    private static readonly Placeholder Recipient = new("letter.recipient", typeof(TicketsText));
    private static readonly Placeholder ServerReply = new("server.reply", typeof(TicketsText));
    private static readonly Placeholder DeskLink = new("desk.link", typeof(TicketsText)) { Required = true };

    /// <summary>What a person of the desk writes to whoever asked.</summary>
    public static readonly EmailKind Answer = new("answer", EmailAudience.Requester, typeof(TicketsText),
        [Text, Link with { Required = true }, CaseNumber, CaseTitle, PersonName, DeskName], EmailKind.RussianAndEnglish);

    /// <summary>An e-mail opened a ticket: by a person's decision, or because it answered one that was closed long ago.</summary>
    public static readonly EmailKind Accepted = new("accepted", EmailAudience.Requester, typeof(TicketsText),
        [CaseNumber, EarlierNumber, Link, DeskName], EmailKind.RussianAndEnglish)
    { HasSubject = true };

    public static readonly EmailKind Resolved = new("resolved", EmailAudience.Requester, typeof(TicketsText),
        [CaseNumber, CaseTitle, DaysToReopen, Link, DeskName], EmailKind.RussianAndEnglish);

    public static readonly EmailKind Closed = new("closed", EmailAudience.Requester, typeof(TicketsText),
        [CaseNumber, CaseTitle, DaysToReopen, Link, DeskName], EmailKind.RussianAndEnglish);

    /// <summary>The prepared case and everything that follows it. The provider is written to in Russian.</summary>
    public static readonly EmailKind ToProvider = new("to-provider", EmailAudience.Provider, typeof(TicketsText),
        [Text, ProviderNumber with { Required = true }, CaseNumber, PersonName, DeskName], EmailKind.RussianOnly);

    /// <summary>Tells the author that an e-mail of theirs was refused.</summary>
    public static readonly EmailKind Refused = new("refused", EmailAudience.Staff, typeof(TicketsText),
        [CaseNumber, CaseTitle, Recipient, ServerReply, DeskLink, PersonName, DeskName], EmailKind.RussianAndEnglish)
    { HasSubject = true };

    public static readonly IReadOnlyList<EmailKind> All = [Answer, Accepted, Resolved, Closed, ToProvider, Refused];
}
