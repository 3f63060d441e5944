using System.Globalization;
using SupportDesk.Data.Entities;

namespace SupportDesk.Features.NewCase.Checklists;

/// <summary>A text in both languages of the desk.</summary>
public sealed record LocalText(string Ru, string En)
{
    public override string ToString() => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ru" ? Ru : En;
}

/// <summary>What kind of answer an item takes: it decides the field, the format and which fact of the ticket it becomes.</summary>
public enum ItemKind
{
    Text, LongText, Url, Invoice, Amount, Method, DateTime, Choice, Last4, File, NotificationBody, PaymentLink, Scope, Impact,
}

public sealed record ItemChoice(string Value, LocalText Label);

/// <summary>One question of a checklist.</summary>
/// <param name="Why">What the answer is needed for, in the words of who asks.</param>
/// <param name="Checks">Names of the checks that run when the answer arrives.</param>
/// <param name="Beside">Key of the item in whose row this one stands.</param>
public sealed record ChecklistItem(
    string Key,
    ItemKind Kind,
    LocalText Label,
    LocalText Why,
    bool Required,
    IReadOnlyList<string> Checks,
    LocalText? Placeholder,
    string? Beside,
    IReadOnlyList<ItemChoice> Choices);

/// <summary>A checklist: everything that is asked when this has happened. It is data; see the YAML files.</summary>
/// <param name="Title">Parts divided by " / "; a part whose {item} has no answer is left out.</param>
/// <param name="Request">What the provider is asked to do, in Russian: the e-mail is.</param>
/// <param name="ErrorCode">The provider's error code, when the case type itself is one.</param>
public sealed record CaseType(
    string Key,
    int Order,
    LocalText Name,
    LocalText Hint,
    LocalText Title,
    Impact Impact,
    string Request,
    string? ErrorCode,
    LocalText? Article,
    IReadOnlyList<ChecklistItem> Items)
{
    public ChecklistItem? Find(ItemKind kind) => Items.FirstOrDefault(item => item.Kind == kind);

    public ChecklistItem? Find(string key) => Items.FirstOrDefault(item => item.Key == key);
}

/// <summary>Keys of items that become a fact of the ticket besides those known by their kind.</summary>
public static class FactKeys
{
    public const string ResultUrl = "result-url";
    public const string Since = "since";
    public const string PaidAt = "paid-at";
    public const string OperationId = "operation-id";
    public const string ErrorCode = "error-code";
    public const string Expected = "expected";
    public const string Happened = "happened";
}
