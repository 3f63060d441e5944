namespace SupportDesk.Features.Tickets.Moving;

/// <summary>
/// What another feature shows to the desk's own people about received letters. Both components take one parameter,
/// <c>Id</c>.
/// </summary>
public interface ILetterPanels
{
    /// <summary>Stands below a received letter; takes the id of its message.</summary>
    Type OfLetter { get; }

    /// <summary>Stands in the place that a letter left; takes the id of the move.</summary>
    Type OfMove { get; }
}
