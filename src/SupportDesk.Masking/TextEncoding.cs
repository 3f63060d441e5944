namespace SupportDesk.Masking;

/// <summary>How the characters of an input are written.</summary>
public enum TextEncoding
{
    /// <summary>Decided by the first bytes.</summary>
    Detect,

    /// <summary>Any encoding in which ASCII characters are single bytes: UTF-8, windows-1251, koi8-r, ISO 8859.</summary>
    EightBit,

    /// <summary>UTF-16, low byte first.</summary>
    Utf16LittleEndian,

    /// <summary>UTF-16, high byte first.</summary>
    Utf16BigEndian,
}
