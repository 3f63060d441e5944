using System.Globalization;
using Microsoft.Extensions.Localization;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets.Facts;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;
using SupportDesk.Ui;

namespace SupportDesk.Features.Tickets.Pages;

/// <summary>What the ticket pages say: texts, and values in the words and forms of the reader's language.</summary>
public sealed class TicketLabels(IStringLocalizer<TicketsText> texts, IEnumerable<ICaseTypes> types, DeskTime time, TimeProvider clock) : IUseCase
{
    private const string Nbsp = "\u00A0";

    public string this[string key, params object?[] args] => texts[key, [.. args.Select(arg => arg ?? "")]].Value;

    public DeskTime Time => time;

    private static bool IsRussian => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ru";

    /// <summary>«1 файл», «3 файла», «5 файлов»: the texts Key1, Key2 and Key5.</summary>
    public string Count(string key, long count)
    {
        var form = IsRussian
            ? (count % 100 is >= 11 and <= 14, count % 10) switch { (false, 1) => "1", (false, 2 or 3 or 4) => "2", _ => "5" }
            : count == 1 ? "1" : "5";
        return this[key + form, Number(count)];
    }

    public static string Number(long value) => value.ToString("#,0", CultureInfo.CurrentCulture);

    /// <summary>How long ago in two units at most: «5 мин», «3 ч 12 мин», «2 дн. 4 ч».</summary>
    public string For(DateTimeOffset since)
    {
        var span = clock.GetUtcNow() - since;
        return span.TotalMinutes < 60 ? this["Minutes", Math.Max(1, (int)span.TotalMinutes)]
            : span.TotalHours < 24 ? this["HoursMinutes", (int)span.TotalHours, span.Minutes]
            : span.TotalDays < 10 ? this["DaysHours", (int)span.TotalDays, span.Hours]
            : this["Days", (int)span.TotalDays];
    }

    /// <summary>Who must act next.</summary>
    /// <param name="byDesk">The reader works for the desk: "us" is the desk only to them.</param>
    public string Whom(TicketStatus status, TicketKind kind, bool byDesk) => status switch
    {
        TicketStatus.WaitingOnProvider => this["Provider"],
        TicketStatus.WaitingOnRequester => this[kind == TicketKind.Payer ? "WhomPayer" : "WhomShop"],
        TicketStatus.Resolved or TicketStatus.Closed => this["Status" + status],
        _ => this[byDesk ? "WhomUs" : "WhomDesk"],
    };

    public string Party(Party party, TicketKind kind) =>
        party == Data.Entities.Party.Provider ? this["Provider"] : this[kind == TicketKind.Payer ? "Payer" : "Shop"];

    /// <summary>«в Robokassa», «магазину», «покупателю».</summary>
    public string To(Party? party, TicketKind kind) =>
        this[party == Data.Entities.Party.Provider ? "ToProvider" : kind == TicketKind.Payer ? "ToPayer" : "ToShop"];

    /// <summary>The state in one line, with how long it lasts.</summary>
    public string State(Ticket ticket, bool byDesk) => ticket.Status switch
    {
        TicketStatus.WaitingOnProvider => this["WaitingProvider", For(ticket.StatusSince)],
        TicketStatus.WaitingOnRequester => this[ticket.Kind == TicketKind.Payer ? "WaitingPayer" : "WaitingShop", For(ticket.StatusSince)],
        TicketStatus.Resolved => this["ResolvedAt", time.Brief(ticket.StatusSince)],
        TicketStatus.Closed => this["ClosedAt", time.Brief(ticket.StatusSince)],
        TicketStatus.New => this[byDesk ? "NewFor" : "NewForDesk", For(ticket.StatusSince)],
        _ => this[byDesk ? "OpenFor" : "OpenForDesk", For(ticket.StatusSince)],
    };

    public static string StateIcon(TicketStatus status) => status switch
    {
        TicketStatus.WaitingOnProvider or TicketStatus.WaitingOnRequester => "wait",
        TicketStatus.Resolved or TicketStatus.Closed => "ok",
        _ => "user",
    };

    public static string PartyIcon(Party party, TicketKind kind) =>
        party == Data.Entities.Party.Provider ? "globe" : kind == TicketKind.Payer ? "user" : "shop";

    /// <summary>What a reply leaves behind.</summary>
    public static string AfterIcon(TicketStatus after) =>
        IconSvg.Of(after switch { TicketStatus.Open => "user", TicketStatus.Resolved => "ok", _ => "wait" });

    public static string StateClass(TicketStatus status) => status switch
    {
        TicketStatus.WaitingOnProvider or TicketStatus.WaitingOnRequester => "is-wait",
        TicketStatus.Resolved or TicketStatus.Closed => "is-ok",
        _ => "",
    };

    /// <summary>Green is good news from outside, yellow needs a look; the rest stays quiet.</summary>
    public static string EventClass(TicketEvent e) => e.Kind switch
    {
        TicketEventKind.MessageIn or TicketEventKind.EmailCame => "is-ok",
        TicketEventKind.DeliveryFailed or TicketEventKind.ConfirmationHeldBack or TicketEventKind.RequiredSkipped => "is-warn",
        _ => "",
    };

    /// <summary>The last thing that happened, short enough for a column.</summary>
    public string LastEvent(TicketEventKind kind, Party? party, TicketKind ticket) =>
        kind switch
        {
            TicketEventKind.MessageIn => party == Data.Entities.Party.Provider
                ? this["LastInProvider"]
                : this[ticket == TicketKind.Payer ? "LastInPayer" : "LastInShop"],
            TicketEventKind.MessageOut => this["LastOut", To(party, ticket)],
            _ => this["Last" + kind],
        };

    /// <summary>A line of the timeline.</summary>
    public string Event(TicketEvent e, TicketKind kind) =>
        e.Kind switch
        {
            TicketEventKind.StatusChanged or TicketEventKind.Reopened when Enum.TryParse<TicketStatus>(e.To, out var to) => this[
                e.Kind == TicketEventKind.Reopened ? "EventReopened" : "EventStatus",
                Whose(to, kind)
            ],
            TicketEventKind.MessageIn => this[
                e.Party == Data.Entities.Party.Provider ? "EventInProvider"
                : kind == TicketKind.Payer ? "EventInPayer"
                : "EventInShop"
            ],
            TicketEventKind.MessageOut => this["EventMessageOut", To(e.Party, kind)],
            TicketEventKind.EmailMoved => this["EventEmailMoved", e.To ?? "", e.From ?? ""],
            TicketEventKind.EmailCame => this["EventEmailCame", e.From ?? "", e.To ?? ""],
            TicketEventKind.FactChanged => Enum.TryParse<FactField>(e.Field, out var fact)
                ? Change(new FactChange(fact, e.From, e.To))
                : this["EventFactChanged", e.Field ?? "", e.From ?? "", e.To ?? ""],
            TicketEventKind.ProposalRefused or TicketEventKind.ProposalRestored when Enum.TryParse<FactField>(e.Field, out var field) =>
                this["Event" + e.Kind, $"{Fact(field)} {FactText(field, e.To)}"],
            TicketEventKind.PriorityChanged or TicketEventKind.RequesterChanged or TicketEventKind.TitleChanged =>
                this["Event" + e.Kind, e.From ?? "", e.To ?? ""],
            TicketEventKind.CaseTypeChanged => this["EventCaseTypeChanged", CaseType(e.From), CaseType(e.To)],
            TicketEventKind.Assigned => e.To is null ? this["EventUnassigned"] : this["EventAssigned", e.To],
            _ => this["Event" + e.Kind, e.To ?? ""],
        };

    public string Say(Problem problem) => this[problem.Code, [.. problem.Args.Select(arg => arg is long bytes ? ByteSize.Format(bytes) : arg)]];

    public string Fact(FactField field) => this["Fact" + field];

    /// <summary>A fact in the reader's words; null if it is not known.</summary>
    /// <param name="value">In the one spelling.</param>
    public string? FactText(FactField field, string? value) => (field, value) switch
    {
        (_, null) => null,
        (FactField.Amount, _) => Sum(FactValue.Money(value)),
        (FactField.Method, _) => this["Method" + value],
        (FactField.PaidAt, _) => Moment(FactValue.Moment(value, time.Zone)),
        (FactField.CardLast4, _) => "··" + value,
        _ => value,
    };

    /// <summary>The same as it is typed.</summary>
    public string FactForEditing(FactField field, string? value) => (field, value) switch
    {
        (_, null) => "",
        (FactField.Amount, _) => TypedSum(FactValue.Money(value)),
        (FactField.PaidAt, _) => TypedMoment(FactValue.Moment(value, time.Zone)),
        _ => value,
    };

    /// <summary>«Сумма: 1 480,00 ₽ → 2 480,00 ₽».</summary>
    public string Change(FactChange change) => (FactText(change.Field, change.From), FactText(change.Field, change.To)) switch
    {
        (null, var to) => this["EventFactSet", Fact(change.Field), to ?? ""],
        (var from, null) => this["EventFactCleared", Fact(change.Field), from],
        var (from, to) => this["EventFactChanged", Fact(change.Field), from, to],
    };

    private static string Sum((decimal Amount, string Currency) sum) => Money.Format(sum.Amount, sum.Currency);

    private static string TypedSum((decimal Amount, string Currency) sum) =>
        sum.Amount.ToString("#,0.00", CultureInfo.CurrentCulture) + (sum.Currency == MoneyText.Roubles ? "" : " " + sum.Currency);

    private string Moment((DateTimeOffset At, bool DayOnly) moment) =>
        moment.DayOnly ? time.DayOnly(moment.At) : $"{time.Brief(moment.At)}{Nbsp}{time.ZoneName}";

    private string TypedMoment((DateTimeOffset At, bool DayOnly) moment) =>
        time.Local(moment.At).ToString(moment.DayOnly ? "dd.MM.yyyy" : "dd.MM.yyyy HH:mm", CultureInfo.InvariantCulture);

    private string CaseType(string? key) => types.SelectMany(one => one.All).FirstOrDefault(one => one.Key == key).Name ?? this["CaseTypeUnsaid"];

    /// <summary>A status in words, with whom it waits for.</summary>
    public string Whose(TicketStatus to, TicketKind kind) => to == TicketStatus.WaitingOnRequester
        ? this[kind == TicketKind.Payer ? "StatusWaitingOnPayer" : "StatusWaitingOnShop"]
        : this["Status" + to];
}
