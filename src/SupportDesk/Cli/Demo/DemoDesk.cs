using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Cli.Demo;

/// <summary>Runs use cases of the demo desk, each in a scope of its own. What one of them refuses is a mistake of the demo.</summary>
internal sealed class DemoDesk(IServiceProvider services, DemoClock clock, DateTimeOffset end)
{
    public IServiceProvider Services => services;

    public DemoClock Clock => clock;

    /// <summary>Nothing of the demo happens later.</summary>
    public DateTimeOffset End => end;

    public async Task<T> UseAsync<TUseCase, T>(Func<TUseCase, Task<T>> run) where TUseCase : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    public async Task<T> DoAsync<TUseCase, T>(Func<TUseCase, Task<Result<T>>> run) where TUseCase : notnull
    {
        var result = await UseAsync(run);
        return result.Ok ? result.Value : throw Refused<TUseCase>(result.Problems);
    }

    /// <summary>The same for what works in a transaction of its caller.</summary>
    public async Task<T> ApplyAsync<TUseCase, T>(Func<TUseCase, DeskDbContext, Task<Result<T>>> apply) where TUseCase : notnull
    {
        await using var scope = services.CreateAsyncScope();
        var useCase = scope.ServiceProvider.GetRequiredService<TUseCase>();
        var result = await scope.ServiceProvider.GetRequiredService<TicketTransaction>().RunAsync(db => apply(useCase, db), CancellationToken.None);
        return result.Ok ? result.Value : throw Refused<TUseCase>(result.Problems);
    }

    public async Task<T> ReadAsync<T>(Func<DeskDbContext, Task<T>> read)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<DeskDbContext>>().CreateDbContextAsync();
        return await read(db);
    }

    private static InvalidOperationException Refused<TUseCase>(IReadOnlyList<Problem> problems) =>
        new($"{typeof(TUseCase).Name}: {string.Join(", ", problems.Select(problem => $"{problem.Code} {string.Join(' ', problem.Args)}"))}");
}
