using MudBlazor;
using SupportDesk.Features.Accounts.Links;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts.People;

/// <summary>What can be done about a person, and the questions that are asked before.</summary>
internal sealed class PersonActs(ChangeUser change, DisableUser disable, IssueLink issue, IDialogService dialogs, ISnackbar snackbar) : IUseCase
{
    public ChangeUser Change => change;

    public DisableUser Disable => disable;

    public IssueLink Issue => issue;

    public ISnackbar Snackbar => snackbar;

    public async Task<bool> ConfirmAsync(string title, string text, string yes, string no) => await AskHowAsync(title, text, yes, null, no) is not null;

    /// <param name="other">The second way; null if there is one only.</param>
    /// <returns>Whether the second way was chosen; null if neither.</returns>
    public async Task<bool?> AskHowAsync(string title, string text, string first, string? other, string cancel)
    {
        var answer = await dialogs.ShowMessageBoxAsync(
            new MessageBoxOptions { Title = title, Message = text, YesText = first, NoText = other, CancelText = cancel },
            new DialogOptions { CloseOnEscapeKey = true, MaxWidth = MaxWidth.Small });
        return answer is { } yes ? !yes : null;
    }
}
