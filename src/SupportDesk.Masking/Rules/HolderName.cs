using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>Names of people as they stand on a card.</summary>
internal static class HolderName
{
    private const int MostWords = 4;
    private const int Longest = 48;

    // Capital words of receipts, logs and card products that are nobody's name.
    private static readonly HashSet<string> NoNames = new(StringComparer.Ordinal)
    {
        "VISA",
        "MASTERCARD",
        "MIR",
        "MAESTRO",
        "UNIONPAY",
        "JCB",
        "AMEX",
        "CARD",
        "KARTA",
        "NUMBER",
        "PAN",
        "DEBIT",
        "CREDIT",
        "GOLD",
        "CLASSIC",
        "PLATINUM",
        "WORLD",
        "ELITE",
        "BLACK",
        "SIGNATURE",
        "INFINITE",
        "STANDARD",
        "ELECTRON",
        "BUSINESS",
        "PREMIUM",
        "VIRTUAL",
        "PREPAID",
        "GET",
        "POST",
        "PUT",
        "HTTP",
        "HTTPS",
        "INFO",
        "WARN",
        "WARNING",
        "ERROR",
        "DEBUG",
        "FATAL",
        "TRACE",
        "NOTICE",
        "CRITICAL",
        "APPROVED",
        "DECLINED",
        "OK",
        "FAIL",
        "FAILED",
        "SUCCESS",
        "PAID",
        "PENDING",
        "REFUND",
        "SALE",
        "AUTH",
        "CAPTURE",
        "RUB",
        "RUR",
        "USD",
        "EUR",
        "ORDER",
        "PAYMENT",
        "AMOUNT",
        "TOTAL",
        "SUM",
        "DATE",
        "TIME",
        "EXP",
        "EXPIRY",
        "VALID",
        "THRU",
        "CVV",
        "CVC",
        "CVP",
        "CODE",
        "PIN",
        "RRN",
        "TERMINAL",
        "MERCHANT",
        "BANK",
        "SBERBANK",
        "TINKOFF",
        "ALFA",
        "VTB",
        "NULL",
        "TRUE",
        "FALSE",
        "AND",
        "OR",
        "NOT",
        "IN",
        "SELECT",
        "FROM",
        "WHERE",
        "VALUES",
        "INSERT",
        "UPDATE",
        "SET",
        "ID",
        "TID",
        "MID",
        "UTC",
        "MSK",
        "RESULT",
        "STATUS",
        "TEST",
        "SMS",
        "OTP",
        "URL",
        "API",
        "JSON",
        "INVALID",
        "CHECK",
        "BAD",
        "NO",
        "YES",
        "TRANSACTION",
        "PURCHASE",
        "ECOM",
        "POS",
        "ATM",
        "CASH",
        "MTS",
        "EMAIL",
        "PHONE",
        "USER",
        "CLIENT",
        "BEGIN",
        "END",
        "KEY",
        "PRIVATE",
        "PUBLIC",
        "CERTIFICATE",
        "ECI",
        "MCC",
        "ARQC",
        "TVR",
        "AID",
        "CONTACTLESS",
        "CHIP",
        "ISSUER",
        "ACQUIRER",
        "HOST",
        "RESPONSE",
        "REQUEST",
        "IS",
        "THE",
        "FOR",
        "WITH",
    };

    /// <summary>Length of two or three words in Latin capitals that may be a holder's name, or 0.</summary>
    public static int CapitalsAt(ReadOnlySpan<byte> text, int at)
    {
        if (at > 0 && (Bytes.IsWord(text[at - 1]) || text[at - 1] is (byte)'/' or (byte)'='))
            return 0;
        int i = at, words = 0, whole = 0, end = at;
        while (words < 3 && i - at < Longest)
        {
            var start = i;
            while (i < text.Length && (Bytes.IsUpper(text[i]) || (i > start && text[i] is (byte)'-' or (byte)'\'' && Bytes.IsUpper(Bytes.At(text, i + 1)))))
                i++;
            if (
                i == start
                || i - start > 24
                || (i < text.Length && (Bytes.IsWord(text[i]) || text[i] is (byte)'/' or (byte)'=' or (byte)'(' or (byte)':' or (byte)'"' && words == 0))
            )
                break;
            if (NoNames.Contains(System.Text.Encoding.ASCII.GetString(text[start..i])))
                return 0;
            whole += i - start >= 2 ? 1 : 0;
            words++;
            end = i;
            if (i - start == 1 && Bytes.At(text, i) == '.')
                i++;
            if (Bytes.At(text, i) != ' ')
                break;
            i++;
        }

        return whole >= 2 && !Bytes.IsWord(Bytes.At(text, end)) ? end - at : 0;
    }

    /// <summary>Length of the words with a capital first letter at a position, in any alphabet, or 0.</summary>
    public static int WordsAt(ReadOnlySpan<byte> text, int at)
    {
        int i = at, end = at;
        byte parted = 0;
        for (var words = 0; words < MostWords; words++)
        {
            var start = i;
            if (i >= text.Length || !(Bytes.IsUpper(text[i]) || (text[i] >= 0x80 && text[i] is not (0xAB or 0xBB or 0xC2))) || Placeholder.IsMasked(text, i))
                break;
            while (
                i < text.Length
                && i - at < Longest
                && (Bytes.IsAsciiLetter(text[i]) || text[i] >= 0x80 || (i > start && text[i] is (byte)'-' or (byte)'.' or (byte)'\''))
            )
                i++;
            if (i - start < 2 || Bytes.IsDigitAt(text, i))
                break;
            end = text[i - 1] == '.' && i - start > 2 ? i - 1 : i;
            var gap = Bytes.At(text, i) is (byte)' ' or (byte)'+' ? 1 : Bytes.StartsWith(text, i, "%20"u8) ? 3 : 0;
            if (gap == 0 || end < i || (parted != 0 && text[i] != parted))
                break;
            parted = text[i];
            i += gap;
        }

        return end - at;
    }
}
