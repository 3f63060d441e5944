using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data;

namespace SupportDesk.Tests.Support;

/// <summary>Does something, once, just before the next transaction begins: what was read before it is of yesterday then.</summary>
internal sealed class Meanwhile : DbTransactionInterceptor
{
    public Func<Task>? Act { get; set; }

    public void Listen(IServiceCollection services) => services.ConfigureDbContext<DeskDbContext>(options => options.AddInterceptors(this));

    public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default)
    {
        if (Act is { } act)
        {
            Act = null;
            await act();
        }

        return result;
    }
}
