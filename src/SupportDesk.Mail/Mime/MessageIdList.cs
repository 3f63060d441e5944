using System.Collections.ObjectModel;

namespace SupportDesk.Mail;

/// <summary>Message ids without their angle brackets, oldest first.</summary>
public sealed class MessageIdList : Collection<string>
{
    internal Action? Changed { get; set; }

    /// <summary>Adds several ids.</summary>
    /// <param name="items">The ids.</param>
    public void AddRange(IEnumerable<string> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        foreach (var item in items) Add(item);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(" ", this.Select(id => $"<{id}>"));

    /// <inheritdoc/>
    protected override void InsertItem(int index, string item)
    {
        base.InsertItem(index, MimeUtils.CleanId(item));
        Changed?.Invoke();
    }

    /// <inheritdoc/>
    protected override void SetItem(int index, string item)
    {
        base.SetItem(index, MimeUtils.CleanId(item));
        Changed?.Invoke();
    }

    /// <inheritdoc/>
    protected override void RemoveItem(int index)
    {
        base.RemoveItem(index);
        Changed?.Invoke();
    }

    /// <inheritdoc/>
    protected override void ClearItems()
    {
        base.ClearItems();
        Changed?.Invoke();
    }
}
