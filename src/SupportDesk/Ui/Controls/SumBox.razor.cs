using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace SupportDesk.Ui.Controls;

/// <summary>
/// A field for an amount of money: «2 480,00», «2480.5» and «1 480 руб» are understood, and written in one way when the field is left. Who
/// keeps answers as they were typed binds <see cref="Text"/>.
/// </summary>
public sealed partial class SumBox
{
    private string text = "";
    private string? givenText;
    private decimal? given;
    private bool left;

    /// <summary>The id of the field, for its label.</summary>
    [Parameter, EditorRequired] public required string Id { get; set; }

    /// <summary>Null while nothing is typed, or nothing that is an amount.</summary>
    [Parameter] public decimal? Value { get; set; }

    [Parameter] public EventCallback<decimal?> ValueChanged { get; set; }

    /// <summary>As it is typed; null if only the value is bound.</summary>
    [Parameter] public string? Text { get; set; }

    [Parameter] public EventCallback<string> TextChanged { get; set; }

    /// <summary>Letters of ISO 4217.</summary>
    [Parameter] public string Currency { get; set; } = "RUB";

    /// <summary>Something else beside the field says what is wrong with it.</summary>
    [Parameter] public bool Quiet { get; set; }

    /// <summary>Wrong for a reason that only the page knows.</summary>
    [Parameter] public bool Invalid { get; set; }

    [Parameter] public bool Disabled { get; set; }

    /// <summary>For a field without a label that can be seen.</summary>
    [Parameter] public string? AriaLabel { get; set; }

    /// <summary>Ids of what else is said about the field.</summary>
    [Parameter] public string? DescribedBy { get; set; }

    [Parameter] public string? Placeholder { get; set; }

    [Parameter] public EventCallback OnLeft { get; set; }

    /// <summary>Nothing is typed, or an amount that can be.</summary>
    public bool IsValid => Problem is null;

    private decimal? Amount => Kernel.Formatting.Amount.TryParse(text, out var amount, out _) ? amount : null;

    private string? Problem =>
        string.IsNullOrWhiteSpace(text) ? null
        : Kernel.Formatting.Amount.TryParse(text, out _, out var why) ? null
        : why;

    private string? ShownProblem => left && !Quiet ? Problem : null;

    private bool IsWrong => Invalid || ShownProblem is not null;

    private string? Described => string.Join(' ', new[] { ShownProblem is null ? null : Id + "-err", DescribedBy }.OfType<string>()) is { Length: > 0 } ids
        ? ids
        : null;

    /// <summary>Says what is wrong, even if the field has not been left yet; before a form is saved.</summary>
    /// <returns>False if something is.</returns>
    public bool Check()
    {
        left = true;
        StateHasChanged();
        return IsValid;
    }

    protected override void OnParametersSet()
    {
        if (Text is not null && Text != givenText)
        {
            (text, givenText) = (Text, Text);
            left = text.Length > 0;
        }
        else if (Text is null && Value != given)
        {
            given = Value;
            text = Value is { } amount ? Written(amount) : "";
            left = false;
        }
    }

    private static string Written(decimal amount) =>
        amount.ToString("#,0.00", CultureInfo.CurrentCulture).Replace(' ', '\u00A0').Replace('\u202F', '\u00A0');

    private async Task TypeAsync(string? typed)
    {
        left = false;
        await WriteAsync(typed ?? "");
    }

    private async Task WriteAsync(string typed)
    {
        if (typed == text)
            return;
        text = typed;
        if (Text is not null)
            givenText = text;
        else
            given = Amount;
        await TextChanged.InvokeAsync(text);
        await ValueChanged.InvokeAsync(Amount);
    }

    private async Task LeaveAsync()
    {
        if (Amount is { } amount)
            await WriteAsync(Written(amount));
        left = text.Length > 0;
        await OnLeft.InvokeAsync();
    }
}
