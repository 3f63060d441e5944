using MudBlazor;
using SupportDesk.Features.Accounts.Links;
using SupportDesk.Kernel;
using SupportDesk.Ui.Controls;

namespace SupportDesk.Features.Accounts.People;

/// <summary>What can be done about a person, and the questions that are asked before.</summary>
internal sealed class PersonActs(ChangeUser change, DisableUser disable, IssueLink issue, IDialogService dialogs, ISnackbar snackbar) : IUseCase
{
    public ChangeUser Change => change;

    public DisableUser Disable => disable;

    public IssueLink Issue => issue;

    public ISnackbar Snackbar => snackbar;

    public Task<bool> ConfirmAsync(string title, string text, string yes, string no) => dialogs.ConfirmAsync(title, text, yes, no);

    /// <inheritdoc cref="QuestionDialog.AskHowAsync"/>
    public Task<bool?> AskHowAsync(string title, string text, string first, string? other, string cancel) =>
        dialogs.AskHowAsync(title, text, first, other, cancel);
}
