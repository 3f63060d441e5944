using Microsoft.AspNetCore.Components;
using SupportDesk.Data.Entities;
using SupportDesk.Features.NewCase.Checklists;

namespace SupportDesk.Features.NewCase.Wizard;

/// <summary>The field of an item, as its kind asks for.</summary>
public sealed partial class ItemInput
{
    private static readonly PaymentMethod[] Methods = [PaymentMethod.Card, PaymentMethod.Sbp, PaymentMethod.Wallet, PaymentMethod.Other];

    [Parameter, EditorRequired] public required ChecklistItem Item { get; set; }

    [Parameter, EditorRequired] public required string Value { get; set; }

    [Parameter] public bool Wrong { get; set; }

    /// <summary>A label for this field stands in the row already.</summary>
    [Parameter] public bool Labelled { get; set; }

    [Parameter] public string? DescribedBy { get; set; }

    /// <summary>Lets the browser keep a long text until it is stored.</summary>
    [Parameter] public IReadOnlyDictionary<string, object>? Copy { get; set; }

    [Parameter] public EventCallback<string> OnTyped { get; set; }

    [Parameter] public EventCallback OnLeft { get; set; }

    private string Id => "item-" + Item.Key;

    private string? HiddenLabel => Labelled ? null : Item.Label.ToString();

    private string? Invalid => Wrong ? "true" : null;

    private string? Required => Item.Required ? "true" : null;

    private string? Mono => Item.Kind is ItemKind.Url or ItemKind.Invoice or ItemKind.NotificationBody or ItemKind.PaymentLink ? "mono" : null;

    private string? Size => Item.Kind switch { ItemKind.Invoice => "invoice", ItemKind.Last4 => "last4", _ => null };

    private string Mode => Item.Kind switch
    {
        ItemKind.Invoice or ItemKind.Last4 => "numeric",
        ItemKind.Url => "url",
        _ => "text",
    };

    private string? Placeholder => Item.Placeholder?.ToString() ?? (Item.Kind == ItemKind.Last4 ? "1111" : null);

    private IEnumerable<(string Value, string Label)> Choices => Item.Kind switch
    {
        ItemKind.Method => Methods.Select(method => (method.ToString(), T["Method" + method].Value)),
        ItemKind.Scope => Enum.GetValues<Scope>().Select(scope => (scope.ToString(), T["Scope" + scope].Value)),
        ItemKind.Impact => Enum.GetValues<Impact>().Select(impact => (impact.ToString(), T["Impact" + impact].Value)),
        _ => Item.Choices.Select(choice => (choice.Value, choice.Label.ToString())),
    };

    private Task TypeAsync(string? text) => OnTyped.InvokeAsync(text ?? "");

    private async Task ChooseAsync(string value)
    {
        await OnTyped.InvokeAsync(value);
        await OnLeft.InvokeAsync();
    }
}
