using System.Globalization;
using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Tickets;

/// <summary>A row of a list by what the list is sorted by: the next page starts after it, the previous one ends before it.</summary>
/// <param name="At">The instant that the list is sorted by.</param>
/// <param name="Priority">Set where the list is sorted by priority first.</param>
public sealed record TicketCursor(DateTimeOffset At, long Number, Priority? Priority = null)
{
    public static TicketCursor Of(ListTickets.Row row, TicketFilter filter) =>
        Of(filter, row.Number, row.ChangedAt, row.StatusSince, row.UnansweredSince, row.Priority);

    public static TicketCursor Of(
        TicketFilter filter, long number, DateTimeOffset changedAt, DateTimeOffset statusSince, DateTimeOffset? unansweredSince, Priority priority) =>
        filter.Order switch
        {
            TicketSort.Waiting => new(filter.Status == StatusFilter.Unanswered ? unansweredSince ?? statusSince : statusSince, number),
            TicketSort.Priority => new(changedAt, number, priority),
            _ => new(changedAt, number),
        };

    public static TicketCursor? Parse(string? text) => text?.Split('.') switch
    {
        [var ticks, var number] => Read(ticks, number, null),
        [var ticks, var number, ['1' or '2' or '3'] priority] => Read(ticks, number, (Priority)(priority[0] - '0')),
        _ => null,
    };

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}.{Number}{(Priority is { } priority ? $".{(int)priority}" : "")}");

    private static TicketCursor? Read(string ticks, string number, Priority? priority) =>
        long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? new TicketCursor(new DateTimeOffset(at, TimeSpan.Zero), last, priority)
            : null;
}
