using System.Buffers;
using System.Text;
using SupportDesk.Masking.Engine;

namespace SupportDesk.Masking;

/// <summary>
/// Hides card numbers, verification values, passwords, tokens and cookies in a stream of text, whatever its size,
/// in constant memory. The result does not depend on how the input is cut into blocks.
/// </summary>
/// <remarks>
/// One instance masks one input at a time and is not thread-safe. It holds back up to about 650 bytes of
/// unfinished text between calls, unmasked; <see cref="Reset"/> and the end of the input overwrite them with zeros.
/// </remarks>
public sealed class Masker
{
    internal const int StreamWindow = 64 * 1024;

    /// <summary>The smallest window that works: what a rule sees before and after a position, and room to move.</summary>
    internal const int SmallestWindow = 4 * (Rule.Behind + Rule.Ahead);

    private readonly Window _window;
    private readonly Ledger _ledger;
    private readonly Search _search;

    private bool _finished;

    /// <summary>Creates a masker with the given or the default settings.</summary>
    public Masker(MaskingOptions? options = null)
        : this(options ?? new MaskingOptions(), StreamWindow, options?.Encoding ?? TextEncoding.Detect)
    {
    }

    internal Masker(MaskingOptions options, int window, TextEncoding encoding, bool countCharacters = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, SmallestWindow);
        _window = new Window(window, encoding);
        _ledger = new Ledger(_window, options, countCharacters);
        _search = new Search(_window, _ledger, options.Personal);
    }

    /// <summary>What was hidden so far since the start or the last <see cref="Reset"/>.</summary>
    public MaskReport Report => _ledger.Report;

    /// <summary>Masks the next part of the input.</summary>
    /// <param name="source">The next bytes of the input.</param>
    /// <param name="destination">Receives masked bytes; any size above zero makes progress.</param>
    /// <param name="bytesConsumed">How many bytes of the source were taken.</param>
    /// <param name="bytesWritten">How many bytes were written.</param>
    /// <param name="isFinalBlock">True when nothing follows the source.</param>
    /// <returns>
    /// <see cref="OperationStatus.Done"/>: the source is taken and nothing is held back.
    /// <see cref="OperationStatus.NeedMoreData"/>: the source is taken, some bytes wait for what follows.
    /// <see cref="OperationStatus.DestinationTooSmall"/>: call again with the rest of the source and more room.
    /// </returns>
    /// <exception cref="InvalidOperationException">More input came after the end without <see cref="Reset"/>.</exception>
    public OperationStatus Mask(ReadOnlySpan<byte> source, Span<byte> destination, out int bytesConsumed, out int bytesWritten, bool isFinalBlock)
    {
        bytesConsumed = bytesWritten = 0;
        if (_finished)
            return source.IsEmpty ? OperationStatus.Done : throw new InvalidOperationException("The input has ended; reset the masker first.");

        while (true)
        {
            MakeRoom();
            var taken = _window.Fill(source[bytesConsumed..]);
            bytesConsumed += taken;
            _ledger.Take(taken);
            var last = isFinalBlock && bytesConsumed == source.Length;
            if (!_window.IsDecided && !_window.Decide(last))
                return _window.Rest.IsEmpty ? OperationStatus.Done : OperationStatus.NeedMoreData;

            SkipByteOrderMark();
            _search.Scan(last);
            if (!_search.OutputWriter.Copy(destination, ref bytesWritten, last ? _window.Count : _search.Decided, last, _search.IsOpen))
                return OperationStatus.DestinationTooSmall;
            if (bytesConsumed < source.Length)
                continue;
            if (last)
            {
                Finish();
                return OperationStatus.Done;
            }

            return _search.OutputWriter.Position == _window.Count && _window.Rest.IsEmpty ? OperationStatus.Done : OperationStatus.NeedMoreData;
        }
    }

    /// <summary>Forgets the input, overwrites what was held back with zeros and starts a new report.</summary>
    public void Reset()
    {
        Clear();
        _finished = false;
        _ledger.StartAnew();
    }

    /// <summary>Ends the input here: overwrites what was held back with zeros and keeps the report.</summary>
    internal void Discard() => Finish();

    // Its last byte would be a letter in front of the first word.
    private void SkipByteOrderMark()
    {
        if (_window.Dropped == 0 && _window.View.StartsWith(Encoding.UTF8.Preamble))
            _search.StartAt(Encoding.UTF8.Preamble.Length);
    }

    // Characters that are copied out and too far back for any rule leave the window, a good part of it at a time.
    private void MakeRoom()
    {
        var drop = _search.Done;
        if (drop < _window.Capacity / 2)
            return;
        _search.Shift(drop);
        _window.Drop(drop);
    }

    private void Finish()
    {
        Clear();
        _finished = true;
    }

    private void Clear()
    {
        _window.Clear();
        _search.Clear();
    }
}
