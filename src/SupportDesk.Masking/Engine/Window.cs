using System.Security.Cryptography;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Engine;

/// <summary>
/// The stretch of input that is being looked at. Rules see one byte per character (the view); what is copied out
/// are the bytes as they came in. In 8-bit text both are the same array.
/// </summary>
internal sealed class Window
{
    /// <summary>Zero bytes that may be read after the last character of the input.</summary>
    public const int Slack = 256;

    private readonly byte[] _raw;
    private readonly TextEncoding _forced;
    private byte[] _view;
    private int _rawCount;
    private TextEncoding _format;

    public Window(int capacity, TextEncoding format)
    {
        _raw = GC.AllocateArray<byte>(capacity + Slack, pinned: true);
        _view = _raw;
        _forced = format;
        Clear();
    }

    /// <summary>Characters in the window.</summary>
    public int Count { get; private set; }

    /// <summary>Characters that fit.</summary>
    public int Capacity => (_raw.Length - Slack) / Width;

    /// <summary>Bytes per character, 1 or 2.</summary>
    public int Width => _format == TextEncoding.EightBit ? 1 : 2;

    /// <summary>True once it is known how characters are written.</summary>
    public bool IsDecided { get; private set; }

    /// <summary>Characters that have left the window.</summary>
    public long Dropped { get; private set; }

    /// <summary>The view with room for wide reads after its end.</summary>
    public ReadOnlySpan<byte> Padded => _view;

    public ReadOnlySpan<byte> View => _view.AsSpan(0, Count);

    /// <summary>Takes as much of the source as fits, and returns how much.</summary>
    public int Fill(ReadOnlySpan<byte> source)
    {
        var taken = Math.Min(source.Length, _raw.Length - Slack - _rawCount);
        source[..taken].CopyTo(_raw.AsSpan(_rawCount));
        _rawCount += taken;
        Extend();
        return taken;
    }

    /// <summary>Looks at the first bytes to see how characters are written; false while there are too few.</summary>
    public bool Decide(bool last)
    {
        if (!last && _rawCount < Utf16.DetectionLength)
            return false;
        Settle(Utf16.Detect(_raw.AsSpan(0, Math.Min(_rawCount, Utf16.DetectionLength))));
        return true;
    }

    /// <summary>Makes reads beyond the last character see zeros.</summary>
    public void Pad() => _view.AsSpan(Count, Math.Min(Slack, _view.Length - Count)).Clear();

    /// <summary>Overwrites one character with a star.</summary>
    public void Star(int at)
    {
        _view[at] = (byte)'*';
        if (Width == 2)
        {
            _raw[2 * at] = _format == TextEncoding.Utf16LittleEndian ? (byte)'*' : (byte)0;
            _raw[2 * at + 1] = _format == TextEncoding.Utf16LittleEndian ? (byte)0 : (byte)'*';
        }
    }

    /// <summary>Overwrites characters with ASCII text.</summary>
    public void Rewrite(int at, ReadOnlySpan<byte> ascii)
    {
        ascii.CopyTo(_view.AsSpan(at));
        if (Width == 2)
            Utf16.Widen(ascii, _format).CopyTo(_raw.AsSpan(2 * at));
    }

    /// <summary>Changes what rules see of a character that will not be copied out.</summary>
    public void Cover(int at, byte seen) => _view[at] = seen;

    /// <summary>The input bytes of a stretch of characters.</summary>
    public ReadOnlySpan<byte> Raw(int start, int end) => _raw.AsSpan(start * Width, (end - start) * Width);

    /// <summary>A byte that is left over when UTF-16 input has an odd length.</summary>
    public ReadOnlySpan<byte> Rest => _raw.AsSpan(Count * Width, _rawCount - Count * Width);

    /// <summary>Writes ASCII text in the format of the input.</summary>
    public byte[] Encode(ReadOnlySpan<byte> ascii) => Utf16.Widen(ascii, _format);

    /// <summary>Forgets the first characters.</summary>
    public void Drop(int count)
    {
        if (Width == 2)
            _view.AsSpan(count, Count - count).CopyTo(_view);
        _raw.AsSpan(count * Width, _rawCount - count * Width).CopyTo(_raw);
        Count -= count;
        _rawCount -= count * Width;
        Dropped += count;
    }

    /// <summary>Overwrites everything with zeros and starts anew.</summary>
    public void Clear()
    {
        CryptographicOperations.ZeroMemory(_raw);
        CryptographicOperations.ZeroMemory(_view);
        _rawCount = Count = 0;
        Dropped = 0;
        IsDecided = false;
        _format = TextEncoding.EightBit;
        if (_forced != TextEncoding.Detect)
            Settle(_forced);
    }

    private void Settle(TextEncoding format)
    {
        _format = format;
        if (Width == 2 && ReferenceEquals(_view, _raw))
            _view = GC.AllocateArray<byte>((_raw.Length - Slack) / 2 + Slack, pinned: true);
        else if (Width == 1)
            _view = _raw;
        IsDecided = true;
        Extend();
    }

    private void Extend()
    {
        if (!IsDecided)
            return;
        var count = _rawCount / Width;
        if (Width == 2)
            Utf16.Narrow(_raw.AsSpan(2 * Count, 2 * (count - Count)), _view.AsSpan(Count), _format);
        Count = count;
    }
}
