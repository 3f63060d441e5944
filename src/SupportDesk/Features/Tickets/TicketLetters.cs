using SupportDesk.Features.Templates;
using SupportDesk.Features.Templates.Language;
using static SupportDesk.Features.Templates.SharedPlaceholders;

namespace SupportDesk.Features.Tickets;

/// <summary>The kinds of letters that a ticket sends.</summary>
public static class TicketLetters
{
    private static readonly Placeholder DaysToReopen = new("days", typeof(TicketsText));
    private static readonly Placeholder ProviderNumber = new("provider.number", typeof(TicketsText));
    private static readonly Placeholder EarlierNumber = new("earlier.number", typeof(TicketsText));
    private static readonly Placeholder Recipient = new("letter.recipient", typeof(TicketsText));
    private static readonly Placeholder ServerReply = new("server.reply", typeof(TicketsText));
    private static readonly Placeholder DeskLink = new("desk.link", typeof(TicketsText)) { Required = true };

    /// <summary>What a person of the desk writes to whoever asked.</summary>
    public static readonly LetterKind Answer = new("answer", LetterReader.Requester, typeof(TicketsText),
        [Text, Link with { Required = true }, CaseNumber, CaseTitle, PersonName, DeskName], LetterKind.RussianAndEnglish);

    /// <summary>A letter opened a ticket: by a person's decision, or because it answered one that was closed long ago.</summary>
    public static readonly LetterKind Accepted = new("accepted", LetterReader.Requester, typeof(TicketsText),
        [CaseNumber, EarlierNumber, Link, DeskName], LetterKind.RussianAndEnglish) { HasSubject = true };

    public static readonly LetterKind Resolved = new("resolved", LetterReader.Requester, typeof(TicketsText),
        [CaseNumber, CaseTitle, DaysToReopen, Link, DeskName], LetterKind.RussianAndEnglish);

    public static readonly LetterKind Closed = new("closed", LetterReader.Requester, typeof(TicketsText),
        [CaseNumber, CaseTitle, DaysToReopen, Link, DeskName], LetterKind.RussianAndEnglish);

    /// <summary>The prepared case and everything that follows it. The provider is written to in Russian.</summary>
    public static readonly LetterKind ToProvider = new("to-provider", LetterReader.Provider, typeof(TicketsText),
        [Text, ProviderNumber with { Required = true }, CaseNumber, PersonName, DeskName], LetterKind.RussianOnly);

    /// <summary>Tells the author that a letter of theirs was refused.</summary>
    public static readonly LetterKind Refused = new("refused", LetterReader.Staff, typeof(TicketsText),
        [CaseNumber, CaseTitle, Recipient, ServerReply, DeskLink, PersonName, DeskName], LetterKind.RussianAndEnglish) { HasSubject = true };

    public static readonly IReadOnlyList<LetterKind> All = [Answer, Accepted, Resolved, Closed, ToProvider, Refused];
}
