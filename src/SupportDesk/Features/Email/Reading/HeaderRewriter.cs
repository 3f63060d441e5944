using System.Buffers;
using System.Runtime.InteropServices;

namespace SupportDesk.Features.Email.Reading;

/// <summary>A copy of an e-mail with other header fields; what is not named is copied as it is. Changes come from the left.</summary>
internal sealed class HeaderRewriter(ArraySegment<byte> email, int start)
{
    private readonly ArrayBufferWriter<byte> copy = new(email.Count + 64);
    private int copied = start;

    public void Drop(int from, int to)
    {
        CopyTo(from);
        copied = to;
    }

    public void Insert(int at, ReadOnlySpan<byte> bytes)
    {
        CopyTo(at);
        copy.Write(bytes);
    }

    /// <summary>Writes a field anew.</summary>
    /// <param name="value">Behind its colon.</param>
    /// <param name="end">Behind what is kept of it.</param>
    /// <param name="next">Where the field after it begins.</param>
    /// <param name="unfold">All on one line.</param>
    /// <param name="blanks">Where a blank is put in.</param>
    public void Replace(int value, int end, int next, bool unfold, List<int>? blanks)
    {
        CopyTo(value);
        foreach (var blank in blanks ?? [])
        {
            if (blank >= end)
                break;
            Write(blank, unfold);
            copy.Write(" "u8);
        }

        Write(end, unfold);
        copy.Write("\r\n"u8);
        copied = next;
    }

    /// <summary>Puts other bytes in the place of a field's.</summary>
    public void Replace(int value, ReadOnlySpan<byte> bytes, int next)
    {
        CopyTo(value);
        copy.Write(bytes);
        copy.Write("\r\n"u8);
        copied = next;
    }

    public ArraySegment<byte> Finish(int end)
    {
        CopyTo(end);
        return MemoryMarshal.TryGetArray(copy.WrittenMemory, out var written) ? written : copy.WrittenSpan.ToArray();
    }

    private void CopyTo(int end)
    {
        if (end <= copied)
            return;
        copy.Write(email[copied..end]);
        copied = end;
    }

    private void Write(int end, bool unfold)
    {
        while (unfold && copied < end && email.AsSpan(copied, end - copied).IndexOfAny((byte)'\r', (byte)'\n') is var at and >= 0)
        {
            CopyTo(copied + at);
            copied++;
        }

        CopyTo(end);
    }
}
