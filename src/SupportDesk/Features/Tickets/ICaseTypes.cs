namespace SupportDesk.Features.Tickets;

/// <summary>The kinds of trouble that a ticket can be about. The feature that keeps the checklists provides them.</summary>
public interface ICaseTypes
{
    /// <summary>Keys with their names in the reader's language, in order.</summary>
    IReadOnlyList<(string Key, string Name)> All { get; }
}
