using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data;

namespace SupportDesk.Tests.Support;

/// <summary>
/// Stops the desk at each statement of a piece of work in turn: from then on nothing reaches the database, also not what
/// would tidy up, as when the process is killed there.
/// </summary>
internal sealed class PowerCut : DbCommandInterceptor, IDbTransactionInterceptor
{
    private const int Most = 1_000;
    private int? left;

    public static Action<IServiceCollection> Into(PowerCut cut) =>
        services => services.ConfigureDbContext<DeskDbContext>(options => options.AddInterceptors(cut));

    /// <summary>Tries the work with a stop at its first statement, then at its second, until it gets through.</summary>
    /// <param name="work">Begins anew each time.</param>
    /// <param name="state">What must not change by a try that was stopped.</param>
    /// <returns>How many stops there were.</returns>
    public async Task<int> EverywhereAsync(Func<Task> work, Func<Task<string>> state)
    {
        var before = await state();
        for (var stop = 0; stop < Most; stop++)
        {
            left = stop;
            try
            {
                await work();
                return stop;
            }
            catch (Exception error) when (IsCut(error))
            {
                left = null;
                Assert.Equal(before, await state());
            }
            finally
            {
                left = null;
            }
        }

        throw new InvalidOperationException($"The work was not done after {Most} statements.");
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => Step(result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        new(Step(result));

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => Step(result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => new(Step(result));

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) => new(Step(result));

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        new(Step(result));

    // EF wraps what happens while it saves.
    private static bool IsCut(Exception? error) => error is PowerCutException || (error is not null && IsCut(error.InnerException));

    private T Step<T>(T result)
    {
        if (left == 0)
            throw new PowerCutException();
        left--;
        return result;
    }

    private sealed class PowerCutException : Exception;
}
