using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Tickets;

/// <summary>Priority follows from what stands still and for how many: the table that every screen shows.</summary>
public static class PriorityRule
{
    public sealed record Row(Impact Impact, Priority One, Priority Some, Priority All)
    {
        public Priority Of(Scope scope) => scope switch { Scope.One => One, Scope.Some => Some, _ => All };
    }

    public static IReadOnlyList<Row> Table { get; } =
    [
        new(Impact.PaymentsFail, Priority.P2, Priority.P1, Priority.P1),
        new(Impact.OrdersStuck, Priority.P2, Priority.P1, Priority.P1),
        new(Impact.CustomerWaits, Priority.P2, Priority.P2, Priority.P1),
        new(Impact.Question, Priority.P3, Priority.P3, Priority.P3),
    ];

    public static Priority Of(Impact impact, Scope scope) => Table.First(row => row.Impact == impact).Of(scope);
}
