using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportDesk.Data;
using SupportDesk.Features.Files;
using SupportDesk.Features.Outbox.Templates;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>The text of an e-mail to the provider as <see cref="EmailWriter"/> will write it: masked, in its template, with its last line.</summary>
public sealed class PreviewEscalation(IDbContextFactory<DeskDbContext> contexts, EmailTemplates templates, IOptions<DeskOptions> desk) : IUseCase
{
    /// <summary>Stands for a number that the ticket gets when it is sent.</summary>
    public const string NumberToCome = "SD-…";

    /// <param name="ticketId">The ticket that is sent on; null for one that is opened by sending.</param>
    public async Task<string> RunAsync(string body, Guid? ticketId, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ticket = await db.Tickets.AsNoTracking().FirstOrDefaultAsync(t => t.Id == ticketId, ct);
        var template = await templates.FindAsync(db, TicketEmails.ToProvider, EmailKind.Russian, ct);
        var words = template.Fill(
            new Dictionary<string, string?>
            {
                ["text"] = SanitizedText.Body(body).Text,
                ["case.number"] = ticket is null ? NumberToCome : TicketNumber.Format(ticket.Number),
                ["person.name"] = actor.Name,
                ["desk.name"] = desk.Value.Name,
            }
        );
        return EmailWriter.Whole(words, ticket is null ? SubjectToken.LastLine(NumberToCome) : SubjectToken.LastLine(ticket));
    }
}
