using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets.People;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Opens a ticket: its first messages, its events and the letter to the provider in one transaction.</summary>
public sealed class OpenTicket(
    TicketTransaction transaction, ProviderLetters letters, Acknowledge acknowledge, TicketFiles files, ProposeParticipants propose, TimeProvider clock)
{
    public Task<Result<OpenedTicket>> RunAsync(NewCase input, Actor actor, CancellationToken ct) =>
        transaction.RunAsync(db => ApplyAsync(db, input, actor, ct), ct);

    /// <summary>The same inside the caller's transaction, who saves, publishes the change and wakes the outbox.</summary>
    public async Task<Result<OpenedTicket>> ApplyAsync(DeskDbContext db, NewCase input, Actor actor, CancellationToken ct)
    {
        if (!MayOpen(input, actor))
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
        var pen = new TicketPen(db, ticket, actor.IsSystem ? ticket.RequesterName : actor.Name, clock);
        pen.Note(TicketEventKind.Opened);
        if (ticket.OverrideReason is { } reason)
            pen.Note(TicketEventKind.RequiredSkipped, to: reason);
        if (earlier is not null)
            pen.Link(earlier, LinkKind.Follows);
        var (added, message) = await AddFirstMessageAsync(db, ticket, input, actor, pen, ct);
        if (!added)
            return new Problem("FileGone", "Files");
        if (input.Letter is not null && await letters.StartAsync(db, ticket, input.Letter, actor, pen, ct) is { } problem)
            return problem;
        return new OpenedTicket(ticket.Id, ticket.Number, message);
    }

    private static bool MayOpen(NewCase input, Actor actor) =>
        actor.IsSystem || actor.IsDeskStaff
        || (actor is { Role: DeskRole.MerchantStaff, ShopId: not null } && input.Kind == TicketKind.Merchant && input.ShopId == actor.ShopId);

    private static List<Problem> Check(NewCase input)
    {
        var problems = new List<Problem>();
        if (SafeText.Line(input.Title).Text.Length == 0)
            problems.Add(new Problem("TitleMissing", nameof(input.Title)));
        if (SafeText.Line(input.RequesterName).Text.Length == 0)
            problems.Add(new Problem("NameMissing", nameof(input.RequesterName)));
        if (!IsAddress(input.RequesterEmail))
            problems.Add(new Problem("EmailWrong", nameof(input.RequesterEmail)));
        if (input.Kind == TicketKind.Merchant && input.ShopId is null)
            problems.Add(new Problem("ShopMissing", nameof(input.ShopId)));
        if (input.Payment.CardLast4 is { Length: > 0 } last && (last.Length != 4 || !last.All(char.IsAsciiDigit)))
            problems.Add(new Problem("CardLast4Wrong", nameof(PaymentFacts.CardLast4)));
        return problems;
    }

    internal static bool IsAddress(string? text) =>
        text is not null && !text.Any(char.IsControl) && MailAddress.TryCreate(text.Trim(), out var address) && address.Address == text.Trim();

    private static bool IsSame(string one, string other) => ProposeParticipants.Key(one) == ProposeParticipants.Key(other);

    private async Task<Ticket> NewTicketAsync(DeskDbContext db, NewCase input, CancellationToken ct)
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
            Situation = SafeText.Line(input.Situation, 60).Text,
            Title = SafeText.Line(input.Title).Text,
            Status = TicketStatus.New,
            StatusSince = now,
            Priority = PriorityRule.Of(input.Impact, input.Spread),
            Impact = input.Impact,
            ShopId = input.ShopId,
            RequesterUserId = input.RequesterUserId,
            RequesterName = SafeText.Line(input.RequesterName, 120).Text,
            RequesterEmail = input.RequesterEmail.Trim(),
            Culture = input.Culture == "en" ? "en" : "ru",
            Payment = Masked(input.Payment),
            Context = new CaseContext
            {
                Since = input.Context.Since,
                Spread = input.Spread,
                WhatHappened = SafeText.BodyOrNull(input.Context.WhatHappened),
                WhatExpected = SafeText.BodyOrNull(input.Context.WhatExpected),
            },
            OverrideReason = SafeText.LineOrNull(input.OverrideReason),
            CreatedAt = now,
            ChangedAt = now,
        };
    }

    private static PaymentFacts Masked(PaymentFacts facts) => new()
    {
        MerchantLogin = SafeText.LineOrNull(facts.MerchantLogin, 100),
        InvoiceId = SafeText.LineOrNull(facts.InvoiceId, 40),
        OperationId = SafeText.LineOrNull(facts.OperationId, 100),
        Amount = facts.Amount,
        Currency = SafeText.LineOrNull(facts.Currency, 8) ?? "RUB",
        Method = facts.Method,
        PaidAt = facts.PaidAt,
        CardLast4 = facts.CardLast4 is { Length: 4 } last ? last : null,
        OrderNumber = SafeText.LineOrNull(facts.OrderNumber, 100),
        ErrorCode = SafeText.LineOrNull(facts.ErrorCode, 100),
        ResultUrl = SafeText.LineOrNull(facts.ResultUrl, 500),
    };

    private async Task<(bool Added, Guid? Message)> AddFirstMessageAsync(DeskDbContext db, Ticket ticket, NewCase input, Actor actor, TicketPen pen, CancellationToken ct)
    {
        var conversation = pen.Open(Party.Requester, LetterSubject.KeepForeignTokens(ticket.Title, input.Origin?.Subject), ticket.RequesterEmail);
        Message? message = null;
        if (input.Origin is { } letter)
        {
            message = Incoming.Letter(ticket.Id, conversation.Id, letter, clock);
            conversation.LastForeignMessageId = letter.LetterId;
            await propose.ApplyAsync(db, ticket.Id, Party.Requester, letter.Named.Where(one => !IsSame(one.Address, ticket.RequesterEmail)), ct);
        }
        else if (SafeText.Body(input.Text) is { Text.Length: > 0 } text)
        {
            text = text with { Hidden = text.Hidden + input.TextHidden };
            message = Incoming.Page(ticket, conversation.Id, text, input.Kind == TicketKind.Payer ? AuthorKind.Payer : AuthorKind.Merchant, actor, clock);
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
