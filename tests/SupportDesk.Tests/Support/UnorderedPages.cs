using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SupportDesk.Tests.Support;

/// <summary>
/// Fails whatever test makes a query that takes some rows out of many without an order: which ones it gets is up to the
/// database. The desk itself only warns, as a page in any order is better than none.
/// </summary>
internal sealed class UnorderedPages : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly string? Fault = CoreEventId.RowLimitingOperationWithoutOrderByWarning.Name;

    [ModuleInitializer]
    internal static void Watch() => DiagnosticListener.AllListeners.Subscribe(new UnorderedPages());

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
            value.Subscribe(this, name => name == Fault);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == Fault)
            throw new InvalidOperationException($"A query without an order: {value.Value}");
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
