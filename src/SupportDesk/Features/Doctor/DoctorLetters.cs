using SupportDesk.Features.Templates;
using SupportDesk.Features.Templates.Language;
using static SupportDesk.Features.Templates.SharedPlaceholders;

namespace SupportDesk.Features.Doctor;

/// <summary>The letters with which the doctor tells a shop's people what it saw by itself.</summary>
internal static class DoctorLetters
{
    private static readonly Placeholder ShopName = new("shop.name", typeof(DoctorText));
    private static readonly Placeholder Address = new("shop.address", typeof(DoctorText));
    private static readonly Placeholder Finding = new("address.finding", typeof(DoctorText));
    private static readonly Placeholder Invoice = new("invoice.number", typeof(DoctorText));
    private static readonly Placeholder Alarm = new("alarm.text", typeof(DoctorText)) { Required = true, IsBlock = true };
    private static readonly Placeholder DoctorLink = new("doctor.link", typeof(DoctorText)) { Required = true };

    public static readonly LetterKind AddressBroke = new("address-broke", LetterReader.Staff, typeof(DoctorText),
        [ShopName, Address with { Required = true }, Finding, DoctorLink, PersonName, DeskName], LetterKind.RussianOnly) { HasSubject = true };

    public static readonly LetterKind AddressHealed = new("address-healed", LetterReader.Staff, typeof(DoctorText),
        [ShopName, Address with { Required = true }, DoctorLink, PersonName, DeskName], LetterKind.RussianOnly) { HasSubject = true };

    public static readonly LetterKind InvoiceAlarm = new("invoice-alarm", LetterReader.Staff, typeof(DoctorText),
        [ShopName, Invoice with { Required = true }, Alarm, CaseNumber, DoctorLink, PersonName, DeskName], LetterKind.RussianOnly) { HasSubject = true };

    public static readonly IReadOnlyList<LetterKind> All = [AddressBroke, AddressHealed, InvoiceAlarm];
}
