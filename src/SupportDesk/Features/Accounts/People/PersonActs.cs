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

    public IDialogService Dialogs => dialogs;
}
