namespace SupportDesk.Features.Mailroom.Letters;

/// <summary>What a person can do with a letter that stands in a ticket.</summary>
public sealed record LetterActions(MoveLetterToTicket Move, OpenTicketFromLetter Open, UndoLetterMove Undo);
