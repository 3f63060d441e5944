using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Features.Tickets.Participants;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Tickets;

/// <summary>Opens a ticket: its first messages, its events and the e-mail to the provider in one transaction.</summary>
public sealed class OpenTicket(
    TicketTransaction transaction,
    EscalationEmails emails,
    SendAutoReply acknowledge,
    TicketFiles files,
    ProposeParticipants propose,
    TimeProvider clock
) : IUseCase
{
    public Task<Result<OpenedTicket>> RunAsync(NewTicket input, Actor actor, CancellationToken ct) =>
        transaction.RunAsync(db => ApplyAsync(db, input, actor, ct), ct);

    /// <summary>The same inside the caller's transaction, who saves, publishes the change and wakes the outbox.</summary>
    public async Task<Result<OpenedTicket>> ApplyAsync(DeskDbContext db, NewTicket input, Actor actor, CancellationToken ct)
    {
        if (!actor.MayOpen(input.Kind, input.ShopId))
            return Problem.NotFound;
        var problems = Check(input);
        if (problems.Count > 0)
            return problems;
        Ticket? earlier = null;
        if (input.FollowsTicketId is { } follows
            && (earlier = await db.Tickets.VisibleTo(actor).FirstOrDefaultAsync(t => t.Id == follows, ct)) is null)
            return Problem.NotFound;

        var ticket = await NewTicketAsync(db, input, ct);
        db.Tickets.Add(ticket);
        var pen = new TicketWriter(db, ticket, actor.IsSystem ? ticket.RequesterName : actor.Name, clock);
        pen.Note(TicketEventKind.Opened);
        if (ticket.OverrideReason is { } reason)
            pen.Note(TicketEventKind.RequiredSkipped, to: reason);
        if (earlier is not null)
            pen.Link(earlier, LinkKind.Follows);
        var (added, message) = await AddFirstMessageAsync(db, ticket, input, actor, pen, ct);
        if (!added)
            return new Problem("FileGone", "Files");
        if (input.Email is not null && await emails.StartAsync(db, ticket, input.Email, actor, pen, ct) is { } problem)
            return problem;
        return new OpenedTicket(ticket.Id, ticket.Number, message);
    }

    private static List<Problem> Check(NewTicket input)
    {
        var problems = new List<Problem>();
        if (SanitizedText.Line(input.Title).Text.Length == 0)
            problems.Add(new Problem("TitleMissing", nameof(input.Title)));
        if (SanitizedText.Line(input.RequesterName).Text.Length == 0)
            problems.Add(new Problem("NameMissing", nameof(input.RequesterName)));
        if (!EmailAddress.IsValid(input.RequesterEmail.Trim()))
            problems.Add(new Problem("EmailWrong", nameof(input.RequesterEmail)));
        if (input.Kind == TicketKind.Merchant && input.ShopId is null)
            problems.Add(new Problem("ShopMissing", nameof(input.ShopId)));
        if (input.Payment.CardLast4 is { Length: > 0 } last && (last.Length != 4 || !last.All(char.IsAsciiDigit)))
            problems.Add(new Problem("CardLast4Wrong", nameof(PaymentFacts.CardLast4)));
        return problems;
    }

    private static bool IsSame(string one, string other) => ProposeParticipants.Key(one) == ProposeParticipants.Key(other);

    private async Task<Ticket> NewTicketAsync(DeskDbContext db, NewTicket input, CancellationToken ct)
    {
        var counter = await db.Counters.SingleAsync(ct);
        counter.Last++;
        var now = clock.GetUtcNow();
        return new Ticket
        {
            Id = Ids.New(clock),
            Number = counter.Last,
            SubjectCode = Ids.Code(SubjectToken.CodeLength),
            Kind = input.Kind,
            CaseType = SanitizedText.Line(input.CaseType, 60).Text,
            Title = SanitizedText.Line(input.Title).Text,
            Status = TicketStatus.New,
            StatusSince = now,
            Priority = PriorityRule.Of(input.Impact, input.Scope),
            Impact = input.Impact,
            ShopId = input.ShopId,
            RequesterUserId = input.RequesterUserId,
            RequesterName = SanitizedText.Line(input.RequesterName, 120).Text,
            RequesterEmail = input.RequesterEmail.Trim(),
            Culture = input.Culture == "en" ? "en" : "ru",
            Payment = Masked(input.Payment),
            Context = new CaseContext
            {
                Since = input.Context.Since,
                Scope = input.Scope,
                WhatHappened = SanitizedText.BodyOrNull(input.Context.WhatHappened),
                WhatExpected = SanitizedText.BodyOrNull(input.Context.WhatExpected),
            },
            OverrideReason = SanitizedText.LineOrNull(input.OverrideReason),
            CreatedAt = now,
            ChangedAt = now,
        };
    }

    private static PaymentFacts Masked(PaymentFacts facts) => new()
    {
        MerchantLogin = SanitizedText.LineOrNull(facts.MerchantLogin, 100),
        InvoiceId = SanitizedText.LineOrNull(facts.InvoiceId, 40),
        OperationId = SanitizedText.LineOrNull(facts.OperationId, 100),
        Amount = facts.Amount,
        Currency = SanitizedText.LineOrNull(facts.Currency, 8) ?? "RUB",
        Method = facts.Method,
        PaidAt = facts.PaidAt,
        CardLast4 = facts.CardLast4 is { Length: 4 } last ? last : null,
        OrderNumber = SanitizedText.LineOrNull(facts.OrderNumber, 100),
        ErrorCode = SanitizedText.LineOrNull(facts.ErrorCode, 100),
        ResultUrl = SanitizedText.LineOrNull(facts.ResultUrl, 500),
    };

    private async Task<(bool Added, Guid? Message)> AddFirstMessageAsync(
        DeskDbContext db,
        Ticket ticket,
        NewTicket input,
        Actor actor,
        TicketWriter pen,
        CancellationToken ct
    )
    {
        var conversation = pen.Open(Party.Requester, EmailSubject.KeepForeignTokens(ticket.Title, input.Origin?.Subject), ticket.RequesterEmail);
        Message? message = null;
        if (input.Origin is { } email)
        {
            message = IncomingMessageFactory.Email(ticket.Id, conversation.Id, email, clock);
            conversation.LastForeignMessageId = email.InternetMessageId;
            await propose.ApplyAsync(db, ticket.Id, Party.Requester, email.Named.Where(one => !IsSame(one.Address, ticket.RequesterEmail)), ct);
        }
        else if (SanitizedText.Body(input.Text) is { Text.Length: > 0 } text)
        {
            text = text with { Hidden = text.Hidden + input.TextHidden };
            message = IncomingMessageFactory.Page(
                ticket,
                conversation.Id,
                text,
                input.Kind == TicketKind.Payer ? AuthorKind.Payer : AuthorKind.Merchant,
                actor,
                clock
            );
        }

        if (message is not null)
        {
            pen.Received(message, Party.Requester, reopens: false);
            (ticket.LastEvent, ticket.LastParty) = (TicketEventKind.Opened, null);
        }

        if (input.Origin is { } origin)
            await acknowledge.ApplyAsync(db, ticket, conversation, origin, earlier: null, ct);

        return (await files.AttachAsync(db, ticket.Id, message?.Id, [.. input.Files, .. input.Origin?.Attachments ?? []], actor, ct), message?.Id);
    }
}
