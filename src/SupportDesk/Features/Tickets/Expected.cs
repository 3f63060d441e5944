using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>What must still stand where something is changed: an undo does not overwrite what somebody else did since.</summary>
public sealed record Expected<T>(T Value);

internal static class Expected
{
    public static readonly Problem Gone = new("UndoTooLate");
}
