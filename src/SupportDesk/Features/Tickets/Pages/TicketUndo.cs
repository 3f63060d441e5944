using MudBlazor;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets.Pages;

/// <summary>Says what was done, and offers to undo it for as long as that is said.</summary>
public sealed class TicketUndo(ISnackbar snackbar, TicketLabels words) : IUseCase
{
    private const string Key = "ticket-undo";

    /// <param name="undo">Null where there is no way back.</param>
    public void Offer(string said, Func<Task<Problem?>>? undo)
    {
        // The offer is the latest change's: of two that say the same, one would be refused by now.
        snackbar.RemoveByKey(Key);
        snackbar.Add(said, Severity.Normal, Configure, Key);

        void Configure(SnackbarOptions options)
        {
            options.DuplicatesBehavior = SnackbarDuplicatesBehavior.Allow;
            options.CloseAfterNavigation = true;
            if (undo is null)
                return;
            options.Action = words["Undo"];
            options.ActionColor = Color.Primary;
            options.OnClick = async _ =>
            {
                // Somebody may have changed it since: then it stays, and that is said.
                if (await undo() is { } problem)
                    snackbar.Add(words.Say(problem), Severity.Warning);
            };
        }
    }
}
