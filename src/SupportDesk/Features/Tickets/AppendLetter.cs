using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets.People;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>
/// Puts a letter into its conversation. Works inside the transaction of the mailroom, which saves, publishes the change
/// and wakes the outbox.
/// </summary>
public sealed class AppendLetter(FollowUp followUp, Acknowledge acknowledge, TicketFiles files, ProposeParticipants propose, TimeProvider clock)
{
    private static readonly Func<DeskDbContext, Guid, Party, CancellationToken, Task<Conversation?>> FindConversation = EF.CompileAsyncQuery(
        (DeskDbContext db, Guid ticket, Party party, CancellationToken ct) => db.Conversations.FirstOrDefault(c => c.TicketId == ticket && c.Party == party));

    /// <param name="StartedNew">The ticket was closed long ago: the letter opened one that follows it.</param>
    public sealed record Appended(Message Message, Guid TicketId, long Number, bool StartedNew);

    public async Task<Result<Appended>> ApplyAsync(DeskDbContext db, IncomingLetter letter, CancellationToken ct)
    {
        var ticket = await db.Tickets.FindAsync([letter.TicketId], ct);
        if (ticket is null)
            return Problem.NotFound;

        // A sender who could not be verified is shown, but brings nothing back to life.
        var verified = letter.Trust is SenderTrust.SignedIn or SenderTrust.Strong || letter.MatchedBy == MatchRule.Agent;
        var startsNew = verified && !letter.IsAutomatic && TicketStatusMachine.ClosedLongAgo(ticket, clock.GetUtcNow());
        var earlier = ticket.Number;
        if (startsNew)
            ticket = await followUp.StartAsync(db, ticket, letter.FromName, ct);

        var pen = new TicketPen(db, ticket, letter.FromName, clock);
        var conversation = await ConversationAsync(db, ticket, letter, pen, ct);
        conversation.Subject = LetterSubject.KeepForeignTokens(conversation.Subject, letter.Subject);
        conversation.LastForeignMessageId = letter.LetterId ?? conversation.LastForeignMessageId;
        if (letter.ProviderNumber is { Length: > 0 } number && letter.Party == Party.Provider && number != conversation.ExternalNumber)
        {
            pen.Note(TicketEventKind.ProviderNumber, conversation.ExternalNumber, number, Party.Provider);
            conversation.ExternalNumber = number;
        }

        var message = Incoming.Letter(ticket.Id, conversation.Id, letter, clock);
        pen.Received(message, letter.Party, verified);
        await propose.ApplyAsync(db, ticket.Id, letter.Party, letter.Named, ct);
        if (startsNew)
            await acknowledge.ApplyAsync(db, ticket, conversation, letter, earlier, ct);

        return await files.AttachAsync(db, ticket.Id, message.Id, letter.Attachments, Actor.System, ct)
            ? new Appended(message, ticket.Id, ticket.Number, startsNew)
            : new Problem("FileGone", "Files");
    }

    private static async Task<Conversation> ConversationAsync(DeskDbContext db, Ticket ticket, IncomingLetter letter, TicketPen pen, CancellationToken ct) =>
        db.Conversations.Local.FirstOrDefault(c => c.TicketId == ticket.Id && c.Party == letter.Party)
        ?? await FindConversation(db, ticket.Id, letter.Party, ct)
        ?? pen.Open(letter.Party, ticket.Title, letter.Party == Party.Requester ? ticket.RequesterEmail : letter.FromAddress);
}
