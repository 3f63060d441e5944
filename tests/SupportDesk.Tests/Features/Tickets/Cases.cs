using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Tickets;

/// <summary>Ready-made cases, so that a test says only what it is about.</summary>
internal static class Cases
{
    public const string ProviderAddress = "help@provider.example.ru";

    /// <summary>A real-looking card number that passes Luhn; nothing may keep more than its last four digits.</summary>
    public const string Card = "4111 1111 1111 1111";

    public static NewTicket Merchant(DeskFixture desk, bool sent = true) =>
        new()
        {
            Kind = TicketKind.Merchant,
            CaseType = "notification-missing",
            Title = "Уведомление не приходит на ResultURL / заказ 12345 / карта",
            Impact = Impact.OrdersStuck,
            Scope = Scope.All,
            ShopId = desk.Shop.Id,
            RequesterUserId = desk.Merchant.UserId,
            RequesterName = desk.Merchant.Name,
            RequesterEmail = desk.Merchant.Email!,
            Payment = new PaymentFacts
            {
                InvoiceId = "12345",
                Amount = 2480m,
                Method = PaymentMethod.Card,
            },
            Text = "С 09:40 заказы не отмечаются оплаченными.",
            Email = sent
                ? new EscalationEmail(ProviderAddress, null, "Уведомление не приходит / заказ 12345", "Здравствуйте. Прошу повторить уведомления.", [])
                : null,
        };

    public static NewTicket Payer => new()
    {
        Kind = TicketKind.Payer,
        CaseType = "payment-declined",
        Title = "Списали дважды, заказ один",
        Impact = Impact.CustomerWaits,
        RequesterName = "Анна Покупательница",
        RequesterEmail = "anna@buyer.example.ru",
        Text = "Деньги списались два раза.",
    };

    public static IncomingEmail Answer(Guid ticket, string body = "Видим четыре попытки, повторим.") => new()
    {
        TicketId = ticket,
        Party = Party.Provider,
        Author = AuthorKind.Provider,
        FromName = "Мария, поддержка",
        FromAddress = ProviderAddress,
        Body = body,
        InternetMessageId = $"{Guid.NewGuid():N}@provider.example.ru",
        At = new DateTimeOffset(2026, 11, 22, 9, 5, 0, TimeSpan.Zero),
        Trust = SenderTrust.Strong,
        MatchedBy = MatchRule.InReplyTo,
    };

    public static async Task<OpenedTicket> OpenAsync(this DeskFixture desk, NewTicket? input = null, Actor? actor = null) =>
        (await desk.UseAsync<OpenTicket, Result<OpenedTicket>>(u => u.RunAsync(input ?? Merchant(desk), actor ?? desk.Merchant, default))).Value;

    public static Task<Result<Guid>> ReplyAsync(
        this DeskFixture desk, Guid ticket, Party party, Actor actor, string body = "Спасибо, ждём.", TicketStatus? after = null, params Guid[] files) =>
        desk.UseAsync<PostReply, Result<Guid>>(u => u.RunAsync(new(ticket, party, body, files, after), actor, default));

    public static async Task<Result<AppendMessage.Appended>> AppendAsync(this DeskFixture desk, IncomingEmail email) =>
        await desk.UseAsync<AppendMessage, Result<AppendMessage.Appended>>(u => desk.ReadAsync(async db =>
        {
            var result = await u.ApplyAsync(db, email, default);
            if (result.Ok)
                await db.SaveChangesAsync();
            return result;
        }));

    public static async Task<Result<Attachment>> StoreAsync(this DeskFixture desk, byte[] content, string name = "access.log", Guid? by = null) =>
        await desk.UseAsync<StoreMaskedFile, Result<Attachment>>(u => u.RunAsync(new(new MemoryStream(content), name, "text/plain", by), default));
}
