using System.Runtime.CompilerServices;
using MudBlazor;

namespace SupportDesk.Ui.Controls;

/// <summary>Asks before something is done.</summary>
public static class QuestionDialog
{
    private static readonly DialogOptions Options = new() { CloseOnEscapeKey = true, MaxWidth = MaxWidth.Small };

    // Who presses twice before the question is drawn has asked once.
    private static readonly ConditionalWeakTable<IDialogService, object> Asking = [];

    /// <returns>Whether it may be done.</returns>
    public static async Task<bool> ConfirmAsync(this IDialogService dialogs, string title, string text, string yes, string back) =>
        await dialogs.AskHowAsync(title, text, yes, null, back) is not null;

    /// <param name="other">A second way to do it; null if there is one only.</param>
    /// <returns>Whether the second way was chosen; null if neither, or if a question stands already.</returns>
    public static async Task<bool?> AskHowAsync(this IDialogService dialogs, string title, string text, string yes, string? other, string back)
    {
        if (!Asking.TryAdd(dialogs, Options))
            return null;
        try
        {
            return await AskAsync(dialogs, title, text, yes, other, back);
        }
        finally
        {
            Asking.Remove(dialogs);
        }
    }

    private static async Task<bool?> AskAsync(IDialogService dialogs, string title, string text, string yes, string? other, string back)
    {
        var parameters = new DialogParameters<Question>
        {
            { one => one.Title, title },
            { one => one.Text, text },
            { one => one.Yes, yes },
            { one => one.Other, other },
            { one => one.Back, back },
        };
        var question = await dialogs.ShowAsync<Question>(title, parameters, Options);
        return await question.Result is { Canceled: false, Data: bool second } ? second : null;
    }
}
