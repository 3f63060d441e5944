using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets.Bulk;

/// <summary>
/// The same change for several tickets, one after another by the use case of one: each is judged by itself, and what was
/// done stays done when a later one is refused.
/// </summary>
public sealed class ChangeTickets(
    IDbContextFactory<DeskDbContext> contexts, AssignTicket assign, ChangeStatus move, ChangePriority prioritize) : IUseCase
{
    /// <summary>So many at once; a list may have more.</summary>
    public const int Most = 500;

    /// <param name="Before">What the ticket was before it.</param>
    public sealed record Done(Guid Id, BulkChange Before);

    public sealed record Refused(Guid Id, long Number, Problem Problem);

    /// <param name="Unchanged">So many were so already.</param>
    public sealed record Outcome(BulkChange Change, IReadOnlyList<Done> Changed, IReadOnlyList<Refused> Refused, int Unchanged)
    {
        /// <summary>A status sends e-mails, which do not come back.</summary>
        public bool CanUndo => Changed.Count > 0 && Change is not BulkChange.Move;
    }

    private sealed record State(Guid Id, long Number, Guid? AssigneeId, TicketStatus Status, Priority Priority);

    /// <param name="progress">Told after each ticket how many are behind it.</param>
    /// <param name="ct">Ends it between two tickets: the outcome tells what was done until then.</param>
    public async Task<Outcome> RunAsync(
        IReadOnlyCollection<Guid> tickets, BulkChange change, Actor actor, Func<int, Task> progress, CancellationToken ct)
    {
        var (changed, refused, unchanged, count) = (new List<Done>(), new List<Refused>(), 0, 0);
        foreach (var state in await StatesAsync([.. tickets.Take(Most)], actor))
        {
            if (ct.IsCancellationRequested)
                break;
            var (before, result) = await ApplyAsync(state, change, actor);
            if (before == change)
                unchanged++;
            else if (result.Ok)
                changed.Add(new Done(state.Id, before));
            else
                refused.Add(new Refused(state.Id, state.Number, result.Problems[0]));

            await progress(++count);
        }

        return new Outcome(change, changed, refused, unchanged);
    }

    /// <summary>Puts back what nobody has changed since.</summary>
    /// <returns>How many.</returns>
    public async Task<int> UndoAsync(Outcome outcome, Actor actor)
    {
        var before = outcome.Changed.ToDictionary(done => done.Id, done => done.Before);
        var back = 0;
        foreach (var state in await StatesAsync([.. before.Keys], actor))
        {
            if (Of(state, outcome.Change) == outcome.Change && (await ApplyAsync(state.Id, before[state.Id], outcome.Change, actor)).Ok)
                back++;
        }

        return back;
    }

    // Five hundred take a while: who changed one meanwhile is what an undo brings back.
    private async Task<(BulkChange Before, Result<Unit> Result)> ApplyAsync(State state, BulkChange change, Actor actor)
    {
        while (true)
        {
            var before = Of(state, change);
            if (before == change)
                return (before, new Unit());
            var result = await ApplyAsync(state.Id, change, before, actor);
            if (result.Ok || result.Problems[0] != Expected.Gone || await StatesAsync([state.Id], actor) is not [var now] || now == state)
                return (before, result);
            state = now;
        }
    }

    private Task<Result<Unit>> ApplyAsync(Guid ticket, BulkChange change, BulkChange before, Actor actor) => (change, before) switch
    {
        (BulkChange.Assign(var user), BulkChange.Assign(var was)) => assign.RunAsync(ticket, user, actor, CancellationToken.None, new(was)),
        (BulkChange.Prioritize(var to), BulkChange.Prioritize(var was)) => prioritize.RunAsync(ticket, to, actor, CancellationToken.None, new(was)),
        (BulkChange.Move(var to), _) => move.RunAsync(ticket, to, actor, CancellationToken.None),
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    private static BulkChange Of(State state, BulkChange change) => change switch
    {
        BulkChange.Assign => new BulkChange.Assign(state.AssigneeId),
        BulkChange.Move => new BulkChange.Move(state.Status),
        _ => new BulkChange.Prioritize(state.Priority),
    };

    private async Task<IReadOnlyList<State>> StatesAsync(IReadOnlyList<Guid> tickets, Actor actor)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Tickets.AsNoTracking().VisibleTo(actor).Where(t => tickets.Contains(t.Id)).OrderBy(t => t.Number)
            .Select(t => new State(t.Id, t.Number, t.AssigneeId, t.Status, t.Priority)).ToListAsync();
    }
}
