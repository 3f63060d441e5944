using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SupportDesk.Data.Entities;

namespace SupportDesk.Data;

/// <summary>The one database of the desk. A context lives for one operation and comes from the factory.</summary>
public sealed class DeskDbContext(DbContextOptions<DeskDbContext> options)
    : IdentityUserContext<DeskUser, Guid>(options)
{
    public DbSet<Shop> Shops => Set<Shop>();

    public DbSet<AuditRecord> Audit => Set<AuditRecord>();

    public DbSet<DeskSession> Sessions => Set<DeskSession>();

    public DbSet<AccountLink> AccountLinks => Set<AccountLink>();

    public DbSet<Contact> Contacts => Set<Contact>();

    public DbSet<Ticket> Tickets => Set<Ticket>();

    public DbSet<Conversation> Conversations => Set<Conversation>();

    public DbSet<Message> Messages => Set<Message>();

    public DbSet<Attachment> Attachments => Set<Attachment>();

    public DbSet<TicketEvent> Events => Set<TicketEvent>();

    public DbSet<TicketLink> Links => Set<TicketLink>();

    public DbSet<MessageMove> MessageMoves => Set<MessageMove>();

    public DbSet<Participant> Participants => Set<Participant>();

    public DbSet<TicketCount> TicketCounts => Set<TicketCount>();

    public DbSet<TicketCounter> Counters => Set<TicketCounter>();

    public DbSet<ReplyDraft> ReplyDrafts => Set<ReplyDraft>();

    public DbSet<Draft> Drafts => Set<Draft>();

    public DbSet<OutboxMail> Outbox => Set<OutboxMail>();

    public DbSet<MailLedger> Ledger => Set<MailLedger>();

    public DbSet<EmailCopy> EmailCopies => Set<EmailCopy>();

    public DbSet<SuspendedEmail> SuspendedEmails => Set<SuspendedEmail>();

    public DbSet<MailboxState> Mailboxes => Set<MailboxState>();

    public DbSet<MailboxSetup> MailboxSetups => Set<MailboxSetup>();

    public DbSet<FirstStepChoice> FirstStepChoices => Set<FirstStepChoice>();

    public DbSet<TemplateVersion> TemplateVersions => Set<TemplateVersion>();

    public DbSet<MailSelfTest> SelfTests => Set<MailSelfTest>();

    public DbSet<SelfTestEmail> SelfTestEmails => Set<SelfTestEmail>();

    public DbSet<PayerLink> PayerLinks => Set<PayerLink>();

    public DbSet<ShopSettings> ShopSettings => Set<ShopSettings>();

    public DbSet<ProbeRun> ProbeRuns => Set<ProbeRun>();

    public DbSet<Notification> Notifications => Set<Notification>();

    public DbSet<ReconciledInvoice> ReconciledInvoices => Set<ReconciledInvoice>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // What sorts correctly on SQLite: instants as UTC ticks, money as minor units.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<decimal>().HaveConversion<MinorUnits>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<DeskUser>().ToTable("Users").HasIndex(user => new { user.DisplayName, user.NormalizedEmail });
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("UserClaims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("UserLogins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("UserTokens");

        // Normalized, so that every database keeps two spellings of one identifier apart.
        builder.Entity<Shop>().HasIndex(shop => shop.MerchantKey).IsUnique();

        builder.Entity<Ticket>(ticket =>
        {
            ticket.HasIndex(t => t.Number).IsUnique();
            // Lists are sorted by the last change and turn pages by (ChangedAt, Number).
            ticket.HasIndex(t => new { t.ChangedAt, t.Number });
            ticket.HasIndex(t => new { t.ChangedAt, t.Number }, "IX_Tickets_Open").HasFilter("\"Status\" < 4");
            ticket.HasIndex(t => new { t.Status, t.ChangedAt, t.Number });
            ticket.HasIndex(t => new { t.Kind, t.ChangedAt, t.Number });
            ticket.HasIndex(t => new { t.ShopId, t.ChangedAt, t.Number });
            ticket.HasIndex(t => new { t.ShopId, t.Status, t.ChangedAt, t.Number });
            ticket.HasIndex(t => new { t.AssigneeId, t.ChangedAt, t.Number });
            ticket.HasIndex(t => new { t.AssigneeId, t.Status, t.ChangedAt, t.Number });
            ticket.HasIndex(t => new { t.UnansweredSince, t.Number }).HasFilter("\"UnansweredSince\" IS NOT NULL");
            ticket.HasIndex(t => new { t.ChangedAt, t.Number }, "IX_Tickets_Unanswered").HasFilter("\"UnansweredSince\" IS NOT NULL");
            // The other orders of a list: of open tickets, who are few, each way; of all, by number.
            ticket.HasIndex(t => t.Number, "IX_Tickets_OpenNumber").HasFilter("\"Status\" < 4");
            ticket.HasIndex(t => new { t.StatusSince, t.Number }, "IX_Tickets_OpenWaiting").HasFilter("\"Status\" < 4");
            ticket.HasIndex(t => new { t.Priority, t.ChangedAt, t.Number }, "IX_Tickets_OpenPriority")
                .IsDescending(false, true, true).HasFilter("\"Status\" < 4");
            ticket.HasIndex(t => new { t.Priority, t.ChangedAt, t.Number });
            ticket.HasIndex(t => new { t.Status, t.Number });
            ticket.HasIndex(t => new { t.ShopId, t.Number });
            ticket.HasIndex(t => new { t.ShopId, t.Status, t.Number });
            ticket.HasIndex(t => new { t.RequesterEmail, t.CreatedAt });
            ticket.OwnsOne(t => t.Payment, payment => payment.HasIndex(p => p.InvoiceId));
            ticket.Navigation(t => t.Payment).IsRequired();
            ticket.OwnsOne(t => t.Context);
            ticket.Navigation(t => t.Context).IsRequired();
            ticket.HasMany(t => t.Conversations).WithOne().HasForeignKey(c => c.TicketId);
            ticket.HasMany(t => t.Events).WithOne().HasForeignKey(e => e.TicketId);
        });
        builder.Entity<Conversation>(conversation =>
        {
            conversation.HasIndex(c => new { c.TicketId, c.Party }).IsUnique();
            conversation.HasIndex(c => c.ExternalNumber);
            conversation.HasMany(c => c.Messages).WithOne().HasForeignKey(m => m.ConversationId);
        });
        builder.Entity<Message>(message =>
        {
            message.HasIndex(m => new { m.TicketId, m.At });
            message.HasIndex(m => m.InternetMessageId);
            message.HasIndex(m => new { m.Delivery, m.At }).HasFilter("\"Delivery\" >= 5");
            message.HasMany(m => m.Attachments).WithOne().HasForeignKey(a => a.MessageId);
        });
        builder.Entity<Attachment>(file =>
        {
            file.HasIndex(a => a.TicketId);
            file.HasIndex(a => a.ReplyTicketId).HasFilter("\"ReplyTicketId\" IS NOT NULL");
            file.HasOne<Ticket>().WithMany().HasForeignKey(a => a.ReplyTicketId).OnDelete(DeleteBehavior.Cascade);
            // The few that wait among the many that do not.
            file.HasIndex(a => a.CreatedAt).HasFilter("\"PendingReview\"");
        });
        builder.Entity<TicketEvent>().HasIndex(e => new { e.TicketId, e.At });
        builder.Entity<TicketLink>(link =>
        {
            link.HasKey(l => new { l.TicketId, l.OtherId, l.Kind });
            link.HasIndex(l => l.OtherId);
        });
        builder.Entity<MessageMove>(move =>
        {
            move.HasIndex(m => m.MessageId);
            move.HasIndex(m => m.FromTicketId);
        });
        builder.Entity<Participant>().HasIndex(p => new { p.TicketId, p.Party, p.Address }).IsUnique();
        builder.Entity<TicketCount>().HasKey(c => new { c.Unanswered, c.Status, c.Kind, c.ShopId, c.AssigneeId, c.Priority });
        builder.Entity<TicketCounter>().HasData(new TicketCounter { Id = 1, Last = 1000 });
        builder.Entity<ReplyDraft>(draft =>
        {
            draft.HasKey(d => new { d.UserId, d.TicketId, d.Party });
            draft.HasIndex(d => d.TicketId);
        });
        builder.Entity<ShopSettings>(settings =>
        {
            settings.HasKey(s => s.ShopId);
            settings.HasOne<Shop>().WithOne().HasForeignKey<ShopSettings>(s => s.ShopId);
            settings.HasIndex(s => s.ProbeDueAt);
        });
        builder.Entity<ProbeRun>(run =>
        {
            run.HasIndex(r => new { r.ShopId, r.Url, r.At });
            run.HasIndex(r => r.At);
            run.HasOne<Shop>().WithMany().HasForeignKey(r => r.ShopId);
        });
        builder.Entity<Notification>(notification =>
        {
            // By their numbers, which grow: neighbours in time are neighbours on the disk, and a commit writes few pages.
            notification.HasIndex(n => new { n.ShopId, n.InvId, n.ContentKey }).IsUnique();
            notification.HasIndex(n => new { n.ShopId, n.ReceivedAt });
            notification.HasIndex(n => new { n.ShopId, n.ForwardAt }).HasFilter("\"Forward\" = 1");
            // The few that reconciliation looks at among the many that went well.
            notification.HasIndex(n => new { n.ShopId, n.ReceivedAt }, "IX_Notifications_NotForwarded").HasFilter("\"Forward\" = 3");
            notification.HasIndex(n => new { n.ShopId, n.ReceivedAt }, "IX_Notifications_Wrong").HasFilter("\"Verdict\" = 1");
            notification.HasIndex(n => new { n.ShopId, n.ReceivedAt }, "IX_Notifications_Held").HasFilter("\"State\" = 'HOLD'");
        });
        builder.Entity<ReconciledInvoice>(invoice =>
        {
            invoice.HasIndex(w => new { w.ShopId, w.InvId }).IsUnique();
            invoice.HasIndex(w => w.NextAt).HasFilter("\"NextAt\" IS NOT NULL");
            invoice.HasIndex(w => new { w.ShopId, w.Since, w.Id });
            invoice.HasIndex(w => new { w.ShopId, w.Since, w.Id }, "IX_ReconciledInvoices_Followed").HasFilter("\"State\" = 0");
            invoice.HasIndex(w => new { w.ShopId, w.AlarmedAt, w.Id }).HasFilter("\"Alarm\" > 0");
            invoice.HasIndex(w => w.TicketId);
            invoice.HasOne<Shop>().WithMany().HasForeignKey(w => w.ShopId);
        });
        builder.Entity<Draft>(draft =>
        {
            draft.HasIndex(d => new { d.OwnerId, d.UpdatedAt });
            draft.HasMany(d => d.Files).WithOne().HasForeignKey(a => a.DraftId);
        });
        builder.Entity<OutboxMail>(mail =>
        {
            mail.HasIndex(m => new { m.State, m.NextAttemptAt });
            // Keys grow with time: lists are read by them, newest first.
            mail.HasIndex(m => new { m.State, m.Id });
            mail.HasIndex(m => new { m.TicketId, m.Id });
            mail.HasIndex(m => new { m.ToKey, m.Id });
            mail.HasIndex(m => m.InternetMessageId);
            mail.HasIndex(m => m.MessageId);
            mail.HasIndex(m => new { m.ToKey, m.SentAt });
            mail.HasIndex(m => new { m.ToKey, m.CreatedAt }).HasFilter("\"Automatic\"");
        });
        builder.Entity<MailLedger>(ledger =>
        {
            ledger.HasIndex(l => new { l.Mailbox, l.UidValidity, l.Uid }).IsUnique();
            ledger.HasIndex(l => l.InternetMessageId);
            ledger.HasIndex(l => l.ThreadRoot).HasFilter("\"ThreadRoot\" IS NOT NULL");
            ledger.HasIndex(l => new { l.Outcome, l.ReceivedAt });
            ledger.HasIndex(l => new { l.Mailbox, l.Outcome });
            ledger.HasIndex(l => l.ReceivedAt).HasFilter("\"ForgedIds\" > 0");
            ledger.HasIndex(l => l.MessageId);
        });
        builder.Entity<EmailCopy>(copy =>
        {
            copy.HasKey(c => c.LedgerId);
            copy.HasOne<MailLedger>().WithOne().HasForeignKey<EmailCopy>(c => c.LedgerId);
        });
        builder.Entity<SuspendedEmail>(suspended =>
        {
            suspended.HasIndex(h => new { h.State, h.At });
            suspended.HasIndex(h => new { h.HintTicketId, h.State });
            suspended.HasIndex(h => h.LedgerId);
            suspended.HasMany(h => h.Attachments).WithOne().HasForeignKey(a => a.SuspendedEmailId);
        });
        builder.Entity<TemplateVersion>().HasIndex(t => new { t.Kind, t.Language, t.Number }).IsUnique();
        builder.Entity<MailboxState>().HasKey(m => m.Mailbox);
        builder.Entity<MailboxSetup>().HasKey(m => m.Mailbox);
        builder.Entity<FirstStepChoice>().HasKey(c => c.Step);
        builder.Entity<MailSelfTest>(test =>
        {
            test.HasIndex(t => new { t.Mailbox, t.StartedAt });
            test.HasIndex(t => t.Code).IsUnique();
            test.HasMany(t => t.Emails).WithOne().HasForeignKey(l => l.SelfTestId);
        });
        builder.Entity<PayerLink>(link =>
        {
            link.HasIndex(l => l.SecretHash).IsUnique();
            link.HasIndex(l => l.TicketId);
        });
        builder.Entity<AuditRecord>().HasIndex(a => a.At);
        builder.Entity<DeskSession>(session =>
        {
            session.HasIndex(s => new { s.UserId, s.SeenAt });
            session.HasIndex(s => s.SeenAt);
            session.HasOne<DeskUser>().WithMany().HasForeignKey(s => s.UserId);
        });
        builder.Entity<AccountLink>(link =>
        {
            link.HasIndex(l => l.SecretHash).IsUnique();
            link.HasIndex(l => l.UserId);
            link.HasOne<DeskUser>().WithMany().HasForeignKey(l => l.UserId);
        });
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private sealed class MinorUnits() : ValueConverter<decimal, long>(
        amount => decimal.ToInt64(amount * 100), units => units / 100m);
}
