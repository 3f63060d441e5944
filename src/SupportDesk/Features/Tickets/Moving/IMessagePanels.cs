namespace SupportDesk.Features.Tickets.Moving;

/// <summary>
/// What another feature shows to the desk's own people about received e-mails. Both components take one parameter,
/// <c>Id</c>.
/// </summary>
public interface IMessagePanels
{
    /// <summary>Stands below a received e-mail; takes the id of its message.</summary>
    Type OfEmail { get; }

    /// <summary>Stands in the place that an e-mail left; takes the id of the move.</summary>
    Type OfMove { get; }
}
