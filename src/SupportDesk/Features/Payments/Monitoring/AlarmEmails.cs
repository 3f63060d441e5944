using SupportDesk.Features.Diagnostics;
using SupportDesk.Features.Outbox.Templates;
using SupportDesk.Features.Outbox.Templates.Language;
using static SupportDesk.Features.Outbox.Templates.SharedPlaceholders;

namespace SupportDesk.Features.Payments.Monitoring;

/// <summary>The e-mails with which the doctor tells a shop's people what it saw by itself.</summary>
internal static class AlarmEmails
{
    private static readonly Placeholder ShopName = new("shop.name", typeof(DiagnosticsText));
    private static readonly Placeholder Address = new("shop.address", typeof(DiagnosticsText));
    private static readonly Placeholder Finding = new("address.finding", typeof(DiagnosticsText));
    private static readonly Placeholder Invoice = new("invoice.number", typeof(DiagnosticsText));
    private static readonly Placeholder Alarm = new("alarm.text", typeof(DiagnosticsText)) { Required = true, IsBlock = true };
    private static readonly Placeholder DoctorLink = new("doctor.link", typeof(DiagnosticsText)) { Required = true };

    public static readonly EmailKind AddressBroke = new("address-broke", EmailAudience.Staff, typeof(DiagnosticsText),
        [ShopName, Address with { Required = true }, Finding, DoctorLink, PersonName, DeskName], EmailKind.RussianOnly)
    { HasSubject = true };

    public static readonly EmailKind AddressHealed = new("address-healed", EmailAudience.Staff, typeof(DiagnosticsText),
        [ShopName, Address with { Required = true }, DoctorLink, PersonName, DeskName], EmailKind.RussianOnly)
    { HasSubject = true };

    public static readonly EmailKind InvoiceAlarm = new("invoice-alarm", EmailAudience.Staff, typeof(DiagnosticsText),
        [ShopName, Invoice with { Required = true }, Alarm, CaseNumber, DoctorLink, PersonName, DeskName], EmailKind.RussianOnly)
    { HasSubject = true };

    public static readonly IReadOnlyList<EmailKind> All = [AddressBroke, AddressHealed, InvoiceAlarm];
}
