using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets.Pages;

/// <summary>The questions of a list, asked for whoever sits before it at that moment.</summary>
public sealed class TicketQueries(ListTickets list, CurrentActor current, ILogger<TicketQueries> log) : IUseCase
{
    public ValueTask<Actor> ActorAsync() => current.GetAsync();

    public async Task<ListTickets.Page> PageAsync(TicketFilter filter) => await list.RunAsync(filter, await current.GetAsync(), CancellationToken.None);

    public async Task<IReadOnlyList<ListTickets.Row>> ByIdsAsync(IReadOnlyCollection<Guid> ids) =>
        await list.ByIdsAsync(ids, await current.GetAsync(), CancellationToken.None);

    public async Task<IReadOnlyList<Guid>> IdsAsync(TicketFilter filter, int most) =>
        await list.IdsAsync(filter, most, await current.GetAsync(), CancellationToken.None);

    public void Report(Exception error) => log.LogError(error, "A list of tickets could not be read");
}
