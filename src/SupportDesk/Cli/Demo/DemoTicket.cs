using Microsoft.EntityFrameworkCore;
using SupportDesk.Cli.Demo.Texts;
using SupportDesk.Data.Entities;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Features.NewCase.Escalation;
using SupportDesk.Features.Outbox;
using SupportDesk.Features.Outbox.Templates;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Cli.Demo;

/// <summary>What people, the provider and machines do to one ticket, each by the use case or the e-mail that does it in the desk.</summary>
internal sealed class DemoTicket(DemoDesk desk, DemoInbox inbox, Guid id, DemoDice dice)
{
    /// <summary>Our last e-mail of a conversation, by which its answers find the ticket.</summary>
    private sealed record Last(string? InternetMessageId, string Subject, string Address);

    public Guid Id => id;

    /// <summary>The number that the provider gave it.</summary>
    public string ProviderNumber { get; } = "55" + dice.Digits(5);

    public Task TakeAsync(Actor worker) => desk.DoAsync<TakeTicket, Unit>(take => take.RunAsync(id, worker, CancellationToken.None));

    public Task AssignAsync(Actor to, Actor by) => desk.DoAsync<AssignTicket, Unit>(assign => assign.RunAsync(id, to.UserId, by, CancellationToken.None));

    public Task ReplyAsync(Party party, string text, Actor by, TicketStatus? after = null, IReadOnlyList<Guid>? files = null) =>
        desk.DoAsync<PostReply, Guid>(post => post.RunAsync(new(id, party, text, files ?? [], after), by, CancellationToken.None));

    public Task MoveAsync(TicketStatus to, Actor by) => desk.DoAsync<ChangeStatus, Unit>(change => change.RunAsync(id, to, by, CancellationToken.None));

    /// <summary>The payer writes on the page behind the private link.</summary>
    public Task<OpenedTicket> WriteOnPageAsync(string text, IReadOnlyList<Guid> files) =>
        desk.ApplyAsync<AddPayerReply, OpenedTicket>((reply, db) => reply.ApplyAsync(db, id, text, files, 0, CancellationToken.None));

    /// <summary>Whoever asked answers our last e-mail.</summary>
    public async Task<MailLedger> WriteByMailAsync(
        string name, string text, DemoInbox.Proof proof = DemoInbox.Proof.Passes, byte[]? picture = null, string? copiedTo = null)
    {
        var last = await LastAsync(Party.Requester);
        var ticket = await desk.ReadAsync(db => db.Tickets.AsNoTracking().FirstAsync(t => t.Id == id));
        var to = ticket.Kind == TicketKind.Payer ? MailPurposes.Payers : MailPurposes.Merchants;
        var email = inbox.Write(name, ticket.RequesterEmail, Re(last.Subject), Quoting(text), to, proof);
        // Some programs answer without saying what: then the token in the subject finds the ticket.
        if (!dice.Chance(0.12))
            email.InReplyTo = last.InternetMessageId;
        if (copiedTo is not null)
            email.Cc.Add(new MimeKit.MailboxAddress("", copiedTo));
        if (picture is not null)
            DemoInbox.Attach(email, "IMG_" + dice.Digits(4) + ".png", "image/png", picture);
        return await inbox.ReceiveAsync(email, to);
    }

    public Task AcknowledgeAsync() => FromProviderAsync(
        "Ваше обращение зарегистрировано № " + ProviderNumber, ProviderLetters.Registered.Replace("{r}", ProviderNumber, StringComparison.Ordinal), true);

    public async Task<MailLedger> FromProviderAsync(string? subject, string text, bool automatic = false)
    {
        var last = await LastAsync(Party.Provider);
        var invoice = await desk.ReadAsync(db => db.Tickets.Where(t => t.Id == id).Select(t => t.Payment.InvoiceId).FirstAsync());
        var words = text.Replace("{r}", ProviderNumber, StringComparison.Ordinal).Replace("{i}", invoice ?? "из письма", StringComparison.Ordinal);
        var anew = !automatic && dice.Chance(0.15);
        var email = inbox.Write("Служба поддержки", DemoPeople.Provider, anew ? $"Обращение № {ProviderNumber}" : subject ?? Re(last.Subject), words,
            MailPurposes.Provider);
        if (!anew)
            email.InReplyTo = last.InternetMessageId;
        if (automatic)
            email.Headers.Add("Auto-Submitted", "auto-replied");
        return await inbox.ReceiveAsync(email, MailPurposes.Provider);
    }

    /// <summary>A person of the desk prepares the payer's ticket for the provider and sends it.</summary>
    public async Task EscalateAsync(Actor by, Guid shop, string invoice)
    {
        var draft = await desk.DoAsync<PrepareEscalation, Guid>(prepare => prepare.RunAsync(id, by, CancellationToken.None));
        await desk.DoAsync<SaveDraft, SaveDraft.Saved>(save => save.RunAsync(
            new(draft)
            {
                Answers = new Dictionary<string, string> { ["invoice"] = invoice, ["spread"] = nameof(Scope.One) },
                ShopId = shop,
                OverrideReason = dice.Pick(MerchantStories.Skips),
            },
            by,
            CancellationToken.None
        ));
        await SendAsync(desk, draft, by);
    }

    /// <summary>Sends a draft with the e-mail that its answers make; what the checks would look up in the network is left out.</summary>
    public static async Task<Guid> SendAsync(DemoDesk desk, Guid draft, Actor by, IReadOnlyList<string>? looked = null)
    {
        var sent = await desk.DoAsync<ReadCaseToSend, CaseToSend>(read => read.RunAsync(draft, by, CancellationToken.None));
        var time = desk.Services.GetRequiredService<DeskTime>();
        var template = await desk.UseAsync<EmailTemplates, EmailTemplate>(templates =>
            templates.FindAsync(CaseTemplate.Kind, EmailKind.Russian, CancellationToken.None));
        var facts = new CaseEmailComposer.Facts(
            sent.CaseType, sent.Answers, sent.Draft.MerchantLogin, sent.Draft.ShopName, by.Name, looked ?? [], sent.LogLines, time.Now, time.Zone, "МСК");
        var opened = await desk.DoAsync<SendCase, OpenedTicket>(send =>
            send.RunAsync(new(draft, CaseEmailComposer.Compose(facts, template), "ru"), by, CancellationToken.None));
        return opened.Id;
    }

    /// <summary>Our last e-mail to whoever asked comes back.</summary>
    public async Task BounceAsync()
    {
        var last = await LastAsync(Party.Requester);
        if (last.InternetMessageId is { } original)
            await inbox.ReceiveAsync(inbox.WriteBounce(original, last.Address));
    }

    private async Task<Last> LastAsync(Party party) => await desk.ReadAsync(async db =>
    {
        var conversation = await db.Conversations.AsNoTracking().FirstAsync(c => c.TicketId == id && c.Party == party);
        var message = await db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == conversation.Id && m.Direction == Direction.Outgoing && m.InternetMessageId != null)
            .OrderByDescending(m => m.At).Select(m => m.InternetMessageId).FirstOrDefaultAsync();
        var subject = await db.Outbox.AsNoTracking().Where(m => m.InternetMessageId == message).Select(m => m.Subject).FirstOrDefaultAsync();
        return new Last(message, subject ?? conversation.Subject, conversation.Address);
    });

    private static string Re(string subject) => subject.StartsWith("Re:", StringComparison.OrdinalIgnoreCase) ? subject : "Re: " + subject;

    private static string Quoting(string text) => text + "\n\n> Здравствуйте!\n> Мы получили ваш вопрос и уже смотрим.\n";
}
